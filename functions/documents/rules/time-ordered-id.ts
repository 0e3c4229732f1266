const TIME_DIGITS = 12;

/** A version 7 UUID (RFC 9562): the time, then what is random of a version 4 one. Later ones sort after earlier ones. */
export const timeOrderedId = (now: Date, random: string): string => {
  const time = now.getTime().toString(16).padStart(TIME_DIGITS, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`;
};
