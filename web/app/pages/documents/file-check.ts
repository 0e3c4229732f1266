import { MAX_FILE_BYTES, MAX_FILES, type Storage } from '../../../../schemas/document.ts';
import { ApiProblem } from '../../../client.ts';
import { sizeAtLeast } from './sizes.ts';

const refusal = (detail: string, title = 'Ces fichiers ne peuvent pas être envoyés.'): ApiProblem =>
  new ApiProblem(400, { title, errors: [{ field: 'files', detail }] });

/** Says before anything is sent what the API would say after. `room`: how many more files the document can hold. */
export const checkFiles = (files: File[], room = MAX_FILES): void => {
  if (files.length > room) {
    throw refusal(
      room === 0 ? `Un document a ${MAX_FILES} fichiers au plus.` : `Choisissez au plus ${room} ${room > 1 ? 'fichiers' : 'fichier'}.`,
    );
  }
  const heavy = files.find(({ size }) => size > MAX_FILE_BYTES);
  if (heavy) throw refusal(`« ${heavy.name} » pèse ${sizeAtLeast(heavy.size)} : un fichier ne dépasse pas 4,0 Mo.`);
  const empty = files.find(({ size }) => size === 0);
  if (empty) throw refusal(`« ${empty.name} » est vide.`);
};

/** For who sends files and nothing else. */
export const checkChosen = (files: File[]): void => {
  if (files.length === 0) throw refusal('Choisissez un fichier.', 'Il manque un fichier.');
};

/** Before a document is made for files that have no room: it would be left without them. */
export const checkRoom = (files: File[], { left, sentence }: Storage): void => {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > left) throw refusal(`${files.length > 1 ? 'Ces fichiers pèsent' : 'Ce fichier pèse'} ${sizeAtLeast(size)}. ${sentence}`);
};
