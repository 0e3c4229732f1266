import { FileType, MAX_FILE_BYTES } from '../../../schemas/document.ts';

/** What the scanner said of an object. `failed`: it could not look at it this time. */
export type ScanResult = 'clean' | 'infected' | 'unreadable' | 'failed';

export interface Examined {
  scan: Exclude<ScanResult, 'failed'>;
  /** Bytes that arrived, and bytes that were announced. */
  size: number;
  announced: number;
  /** Media type found in the content. */
  found: string | undefined;
}

export type Verdict = { type: FileType } | { reason: string };

const TAKEN = 'PDF, JPEG, PNG, HEIC, ODT, ODS, DOCX ou XLSX';

/** HEIC has several names for one thing. */
const sameAs: Record<string, string> = {
  'image/heif': 'image/heic',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heic',
};

/** What becomes of a file: only one that is all it should be is ever read by anybody. The gravest reason is told. */
export const verdictOf = ({ scan, size, announced, found }: Examined): Verdict => {
  if (scan === 'infected')
    return { reason: 'Un logiciel malveillant a été trouvé dans ce fichier : il a été supprimé. Analysez votre appareil.' };
  if (size === 0) return { reason: 'Ce fichier est vide : choisissez-en un autre.' };
  if (size > MAX_FILE_BYTES) return { reason: 'Ce fichier dépasse 4,0 Mo : réduisez-le, puis recommencez.' };
  if (size !== announced) return { reason: 'Ce fichier n’est pas arrivé entier : envoyez-le de nouveau.' };
  const type = FileType.safeParse(found === undefined ? undefined : (sameAs[found] ?? found));
  if (!type.success) return { reason: `Ce fichier n’est pas lisible ici, quel que soit son nom : envoyez un fichier ${TAKEN}.` };
  if (scan === 'unreadable')
    return { reason: 'Ce fichier n’a pas pu être analysé, peut-être parce qu’un mot de passe le protège : envoyez-le sans mot de passe.' };
  return { type: type.data };
};
