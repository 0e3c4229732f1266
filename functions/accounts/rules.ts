/** Two spellings of one address are one address: compared in lower case, kept as typed. */
export const foldAddress = (email: string): string => email.trim().toLowerCase();
