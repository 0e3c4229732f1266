import type { WalletDocument } from '../../../schemas/document.ts';
import { nameWithEnding, safeName } from './file-names.ts';

/** Gives each path once, whatever the case: the second « rib.pdf » is « rib (2).pdf ». */
export const pathsOnce = (): ((path: string) => string) => {
  const taken = new Set<string>();
  return (path) => {
    const [, stem = path, ending = ''] = /^(.*?)(\.\w{1,5})?$/s.exec(path) ?? [];
    let given = path;
    for (let number = 2; taken.has(given.toLowerCase()); number++) given = `${stem} (${number})${ending}`;
    taken.add(given.toLowerCase());
    return given;
  };
};

/** Where the files of a document go in an archive: one file bears the name of its document, several lie in a folder of that name. */
export const pathsOf = ({
  name,
  files,
}: Pick<WalletDocument, 'name' | 'files'>): { id: WalletDocument['files'][number]['id']; path: string }[] => {
  const [only, ...others] = files;
  if (!only) return [];
  if (others.length === 0) return [{ id: only.id, path: nameWithEnding(name, only.type) }];
  return files.map((file) => ({ id: file.id, path: `${safeName(name)}/${nameWithEnding(file.name, file.type)}` }));
};
