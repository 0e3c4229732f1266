import { MAX_SPACE_BYTES, MEGABYTE, type Storage } from '../../../schemas/document.ts';
import { inWords, inWordsAtLeast } from './sizes.ts';

/** What a space keeps count of, in bytes and in documents. */
export interface StorageCount {
  used: number;
  deleted: number;
  documents: number;
}

/** By how much a change moves each count. */
export type StorageChange = Partial<StorageCount>;

const LIMIT = `${MAX_SPACE_BYTES / MEGABYTE} Mo`;

const sentenceOf = (left: number): string =>
  left === 0
    ? `Cet espace est plein : ses ${LIMIT} sont pris. Supprimez des documents pour en ajouter d’autres.`
    : `Il reste ${inWords(left)} sur les ${LIMIT} de cet espace.`;

export const shownStorage = ({ used, deleted, documents }: StorageCount): Storage => {
  const left = Math.max(0, MAX_SPACE_BYTES - used);
  return { used, limit: MAX_SPACE_BYTES, left, deleted, documents, sentence: sentenceOf(left) };
};

/** Why something does not fit, and what to do. */
export const fullSentence = (size: number, { used }: Pick<StorageCount, 'used'>): string =>
  `Il faut ${inWordsAtLeast(size)} et il reste ${inWords(Math.max(0, MAX_SPACE_BYTES - used))} sur les ${LIMIT} de cet espace. Supprimez des documents, puis recommencez.`;

export const sizeOf = (files: readonly { size: number }[]): number => files.reduce((sum, { size }) => sum + size, 0);
