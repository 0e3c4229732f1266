import * as z from 'zod/mini';
import { ImportId } from '../../../schemas/import.ts';

const HandOver = z.object({ importId: ImportId });

/** What storage tells when an object arrives; its keys are written as in a form. */
const StorageNotice = z.object({ Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string() }) }) })) });

/** Storage says this once, when the notification is set up. */
const StorageTest = z.object({ Event: z.literal('s3:TestEvent') });

const importIdIn = (key: string): ImportId[] => {
  const name = /^imports\/(.+)\.zip$/.exec(decodeURIComponent(key.replaceAll('+', ' ')))?.[1];
  const id = ImportId.safeParse(name);
  return id.success ? [id.data] : [];
};

/** The imports that a message of the queue is about: an archive has arrived, or the worker goes on with one. */
export const ImportMessage = z.union([
  z.pipe(
    HandOver,
    z.transform(({ importId }) => [importId]),
  ),
  z.pipe(
    StorageNotice,
    z.transform(({ Records }) => Records.flatMap(({ s3 }) => importIdIn(s3.object.key))),
  ),
  z.pipe(
    StorageTest,
    z.transform((): ImportId[] => []),
  ),
]);
