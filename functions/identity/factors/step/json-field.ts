/** What a script put into a field of a form; undefined for what is no JSON, such as the empty text of a form sent without it. */
export const jsonField = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
};
