import type { FicheContent } from '../../../schemas/fiche-content.ts';
import { isTooLarge, refuseContent } from '../rules/content-limits.ts';
import { decodeXml, readDocument, XmlRefused } from './document.ts';
import { ficheOf } from './fiche.ts';

/** `line` is counted from 1; `reason` is French and shown to the editor. */
export type ReadFiche = { ok: true; content: FicheContent } | { ok: false; line: number; reason: string };

/** In characters or bytes: six times DILA's largest fiche, so that what is longer is not even parsed. */
const MAX_XML = 3_000_000;

/** What is shorter can never grow to a content that is too large: no element is told in more than eight times its own length. */
const SMALL_XML = 150_000;

const tooLarge: ReadFiche = { ok: false, line: 1, reason: 'Le document est trop gros pour être une fiche.' };

/** Reads one of DILA's documents, of any schema version, from its text or from the bytes of its file (UTF-8). */
export const readFiche = (xml: string | Uint8Array): ReadFiche => {
  try {
    if (xml.length > MAX_XML) return tooLarge;
    const root = readDocument(typeof xml === 'string' ? xml : decodeXml(xml));
    const content = ficheOf(root);
    if (xml.length > SMALL_XML && isTooLarge(content)) return tooLarge;
    const reason = refuseContent(content);
    return reason === undefined ? { ok: true, content } : { ok: false, line: root.line, reason };
  } catch (error) {
    if (error instanceof XmlRefused) return { ok: false, line: error.line, reason: error.reason };
    throw error;
  }
};
