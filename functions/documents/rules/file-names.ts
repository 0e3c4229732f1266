import type { FileType } from '../../../schemas/document.ts';

/** The one ending of each type, whatever the person's device called it. */
const endings: Record<FileType, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/heic': 'heic',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
};

/** In bytes of UTF-8, ending not counted: file systems take 255 in all. */
const LONGEST = 200;
const NAMELESS = 'document';

/** Controls, and marks that turn the direction of writing around: with them `facture‮fdp.exe` reads as `factureexe.pdf`. */
const UNSEEN = /[\p{Cc}\p{Cs}\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/gu;
/** What systems of files keep for themselves. */
const RESERVED = /[<>:"/\\|?*]+/g;

/** At most so many bytes, cut between characters as people see them: an emoji is kept whole or not at all. */
const cutAt = (text: string, bytes: number): string => {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('fr').segment(text)) {
    if (Buffer.byteLength(kept) + Buffer.byteLength(segment) > bytes) break;
    kept += segment;
  }
  return kept;
};

/** A name that every device takes, without folders, unseen characters or ends that mislead; never empty. */
export const safeName = (given: string): string => {
  const cleaned = given.normalize('NFC').toWellFormed().replace(/\s+/g, ' ').replace(UNSEEN, '').replace(RESERVED, '-').replace(/ +/g, ' ');
  const bare = (text: string) => text.replace(/^[.\s-]+|[.\s]+$/g, '');
  return bare(cutAt(bare(cleaned), LONGEST)) || NAMELESS;
};

/** A file as it is handed out: what the person called it, and the ending of what it is. */
export const nameWithEnding = (name: string, type: FileType): string => {
  const ending = endings[type];
  const same = ending === 'jpg' ? /\.jpe?g$/i : new RegExp(`\\.${ending}$`, 'i');
  const base = name.replace(same, '');
  return `${safeName(base)}.${ending}`;
};

/** Letters without their accents; what is left of others becomes one line under them. */
const inAscii = (text: string): string =>
  text
    .replaceAll('œ', 'oe')
    .replaceAll('Œ', 'OE')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]+/g, '_')
    .replace(/["\\%;]/g, '_');

/** RFC 8187: all that a header may not carry as it is. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** `Content-Disposition` (RFC 6266): always to be saved, never shown; a name for old readers, and the whole one for all others. */
export const asAttachment = (name: string): string => `attachment; filename="${inAscii(name)}"; filename*=UTF-8''${encoded(name)}`;
