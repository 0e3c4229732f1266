import type { FicheContent } from '../../../schemas/fiche-content.ts';
import { decodeXml, readDocument, XmlRefused } from './document.ts';
import { ficheOf } from './fiche.ts';

/** `line` is counted from 1; `reason` is French and shown to the editor. */
export type ReadFiche = { ok: true; content: FicheContent } | { ok: false; line: number; reason: string };

/** Reads one of DILA's documents, of any schema version, from its text or from the bytes of its file (UTF-8). */
export const readFiche = (xml: string | Uint8Array): ReadFiche => {
  try {
    return { ok: true, content: ficheOf(readDocument(typeof xml === 'string' ? xml : decodeXml(xml))) };
  } catch (error) {
    if (error instanceof XmlRefused) return { ok: false, line: error.line, reason: error.reason };
    throw error;
  }
};
