/** The terms of use that are in force, by their date. Whoever signs up accepts this version, and it is kept with the account. */
export const TERMS_VERSION = '2026-11-01';
/** Where they are to be read. */
export const TERMS_PATH = '/conditions.html';
