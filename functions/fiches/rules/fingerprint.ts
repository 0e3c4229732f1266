import { createHash } from 'node:crypto';
import type { FicheContent } from '../../../schemas/fiche-content.ts';

/** What changes without a reader seeing it: DILA's dates, its own address, and its name for the kind of document, which a schema version renames. */
const unseen = new Set<string>(['modifiedOn', 'importantOn', 'sourceUrl', 'type'] satisfies (keyof FicheContent)[]);

/** A run of spaces of any kind; the single ordinary ones, which are nearly all, are what they become and are passed over. */
const breaks = /\s{2,}|[^\S ]/g;

const canonical = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value.replace(breaks, ' '));
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${fieldsOf(value).join()}}`;
};

const fieldsOf = (value: object, leftOut?: ReadonlySet<string>): string[] => {
  const fields: string[] = [];
  for (const [name, held] of Object.entries(value))
    if (held !== undefined && !leftOut?.has(name)) fields.push(`${name}:${canonical(held)}`);
  return fields.sort();
};

/**
 * The same text for two contents in which a reader of the page sees no difference, whatever the order of their properties, their dates or
 * their no-break spaces: an import publishes a revision when it changes, and only then.
 */
export const fingerprintOf = (content: FicheContent): string => createHash('sha256').update(fieldsOf(content, unseen).join()).digest('hex');
