import { MEGABYTE } from '../../../../schemas/document.ts';

/** « 3,2 Mo », « 48 ko »: a megabyte is a million bytes. */
export const sizeOf = (bytes: number): string =>
  bytes >= MEGABYTE / 10
    ? `${(bytes / MEGABYTE).toLocaleString('fr', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} Mo`
    : `${Math.max(1, Math.round(bytes / 1000))} ko`;

/** The same for what does not fit, never less than it is: one byte more than 4,0 Mo reads as 4,1. */
export const sizeAtLeast = (bytes: number): string =>
  bytes <= MEGABYTE / 10 - 1000
    ? `${Math.ceil(bytes / 1000)} ko`
    : `${(Math.ceil(bytes / (MEGABYTE / 10)) / 10).toLocaleString('fr', { minimumFractionDigits: 1 })} Mo`;

/** What a wallet takes, for the dialogue in which a file is chosen; what a file is, is found from its content afterwards. */
export const ACCEPTED = '.pdf,.jpg,.jpeg,.png,.heic,.odt,.ods,.docx,.xlsx';
