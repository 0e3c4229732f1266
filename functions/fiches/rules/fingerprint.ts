import { createHash } from 'node:crypto';
import type { FicheContent } from '../../../schemas/fiche-content.ts';

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, held]) => [name, canonical(held)]));
};

/** The same text for the same content, whatever the order of its properties: contents are compared, found and stored by it. */
export const fingerprintOf = (content: FicheContent): string => createHash('sha256').update(JSON.stringify(canonical(content))).digest('hex');
