const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];

/** What is known of a birth date is said, and nothing more: `1953-00-00` is a year. */
export const birthDateInWords = (date: string): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  const named = MONTHS[Number(month) - 1];
  if (!named) return year;
  if (day === '00') return `${named} ${year}`;
  return `${Number(day) === 1 ? '1er' : Number(day)} ${named} ${year}`;
};

/** As people write it: `24/08/1962`. */
export const birthDateToType = (date: string): string => date.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3/$2/$1');

/** What was typed as a date of the registers, `1962-08-24`; what is no date of that kind stays as it is, for the API to answer. */
export const typedBirthDate = (typed: string): string =>
  typed
    .trim()
    .replace(
      /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/,
      (_all, day: string, month: string, year: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    );
