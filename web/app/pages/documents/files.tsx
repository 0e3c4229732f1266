import { MAX_FILES, type WalletDocument } from '../../../../schemas/document.ts';
import { counted } from '../../french.ts';
import { AddFiles } from './add-files.tsx';
import { RefusedFiles } from './refused-files.tsx';
import { sizeOf } from './sizes.ts';
import { StoredFileItem } from './stored-file-item.tsx';

interface Props {
  read: WalletDocument;
  onChanged: (changed: WalletDocument) => void;
  /** After a file has left: it is being checked, and shows a moment later. */
  onSent: () => void;
}

/** The files of a document: those that can be read, those that are on their way, those that were refused. */
export const Files = ({ read, onChanged, onSent }: Props) => {
  const replaced = read.onTheirWay.filter(({ replaces }) => replaces !== null).length;
  const room = MAX_FILES - read.files.length - read.onTheirWay.length + replaced;
  return (
    <section aria-labelledby="fichiers">
      <h2 id="fichiers">{read.files.length > 0 ? counted(read.files.length, 'fichier') : 'Fichiers'}</h2>
      <RefusedFiles read={read} onChanged={onChanged} />
      {read.files.length === 0 && read.onTheirWay.length === 0 && <p class="empty">Ce document n’a pas encore de fichier.</p>}
      <ul class="files">
        {read.files.map((file) => (
          <StoredFileItem key={file.id} document={read} file={file} onChanged={onChanged} onSent={onSent} />
        ))}
        {read.onTheirWay.map(({ id, name, size }) => (
          <li class="card" key={id}>
            <h3 class="card-title">{name}</h3>
            <p class="facts" role="status">
              {sizeOf(size)} – envoi ou vérification en cours. Le fichier apparaîtra dès qu’il aura été vérifié.
            </p>
          </li>
        ))}
      </ul>
      {room > 0 && <AddFiles document={read} room={room} onSent={onSent} />}
    </section>
  );
};
