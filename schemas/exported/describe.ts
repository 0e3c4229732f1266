import * as z from 'zod/mini';
import type { HolderName } from '../leaving.ts';

/** French words on the fields of exported documents. A registry of its own: what functions do not need is taken out of the global one. */
export const words = z.registry<{ description: string }>();

/** The same schema with words on it that are said of this field alone. */
export const told = <Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema => {
  const copy = schema.clone();
  words.add(copy, { description });
  return copy;
};

/** One JSON document of a copy: a list of records, or a list of one. */
export interface ExportedDocument {
  holder: HolderName;
  /** French: what its owner finds in it. */
  title: string;
  record: z.ZodMiniObject;
}

export const defineDocuments = <const T extends Record<string, ExportedDocument>>(documents: T): T => documents;
