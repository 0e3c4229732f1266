import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { entryBytes } from './entry-bytes.ts';
import { type ArchiveLimits, limits as defaultLimits } from './limits.ts';
import { ArchiveRefused, refusalOf } from './refusal.ts';

/** A file of the archive that should be a fiche: `ficheId` is what its name says, in capitals. */
export interface FicheFile {
  path: string;
  ficheId: string;
  /** Inflates this file alone. Throws ArchiveRefused. */
  bytes: () => Promise<Buffer>;
}

export interface Archive {
  /** In the order of the archive, which never changes: a position in it is a place to go on from. */
  fiches: FicheFile[];
  /** Inflates every entry once, one at a time, so that nothing is found broken half way. Throws ArchiveRefused. */
  checkContents: () => Promise<void>;
  close: () => void;
}

/** Indexes such as arborescence.xml, folders and files of other kinds are none of ours. */
const fichePath = /(?:^|\/)([FNR]\d{1,7})\.xml$/i;

const ZIP_START = 'PK';

const open = async (bytes: Buffer): Promise<ZipFile> => {
  try {
    return await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true });
  } catch (error) {
    if (bytes.subarray(0, 2).toString('latin1') !== ZIP_START) throw new ArchiveRefused('Ce fichier n’est pas une archive ZIP.');
    throw refusalOf(error);
  }
};

const checkEntry = (entry: Entry, limits: ArchiveLimits): void => {
  if (entry.isEncrypted()) throw new ArchiveRefused('L’archive est chiffrée : envoyez-la sans mot de passe.');
  if (entry.uncompressedSize > limits.entryBytes) throw new ArchiveRefused('L’archive contient un fichier trop gros pour être une fiche.');
  if (entry.uncompressedSize > limits.ratioFrom && entry.uncompressedSize > entry.compressedSize * limits.ratio)
    throw new ArchiveRefused('Un fichier de l’archive est compressé de façon anormale : elle est refusée par prudence.');
};

const readEntries = async (zip: ZipFile, limits: ArchiveLimits): Promise<Entry[]> => {
  if (zip.entryCount > limits.entries) throw new ArchiveRefused(`L’archive contient plus de ${limits.entries} fichiers.`);
  const entries: Entry[] = [];
  let total = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      checkEntry(entry, limits);
      total += entry.uncompressedSize;
      if (total > limits.totalBytes) throw new ArchiveRefused('L’archive est trop grosse une fois décompressée.');
      entries.push(entry);
    }
  } catch (error) {
    throw refusalOf(error);
  }
  return entries;
};

/**
 * Reads the table of an archive held in memory, and refuses it when a name, a size or a number of entries is not what an archive of fiches
 * has. Beside `bytes`, no more than one inflated entry is ever in memory. Throws ArchiveRefused.
 */
export const openArchive = async (bytes: Buffer, limits: ArchiveLimits = defaultLimits): Promise<Archive> => {
  const zip = await open(bytes);
  const entries = await readEntries(zip, limits);
  const fiches = entries.flatMap((entry): FicheFile[] => {
    const name = fichePath.exec(entry.fileName)?.[1];
    return name
      ? [{ path: entry.fileName, ficheId: name.toUpperCase(), bytes: () => entryBytes({ zip, bytes }, entry, limits.entryBytes) }]
      : [];
  });
  return {
    fiches,
    checkContents: async () => {
      for (const entry of entries) if (!entry.fileName.endsWith('/')) await entryBytes({ zip, bytes }, entry, limits.entryBytes);
    },
    close: () => zip.close(),
  };
};
