import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import { openAccount, waitFor } from '../../../local/acting.ts';
import type { System } from '../../../local/system.ts';
import type { FileId } from '../../../schemas/document.ts';
import { namedResource } from '../../doubles/named-resource.ts';
import { png, sendForm } from '../../doubles/wallet.ts';
import { letUploadBeLate } from '../../doubles/wallet-at-limits.ts';
import type { accidents } from './accidents.ts';
import { allQuiet } from './ended.ts';

/** A document of somebody, and what happens to files that are sent to it. */
const walletOf = async (system: System) => {
  const { account, actor } = await openAccount(system, 'fichiers@exemple.fr');
  const space = { spaceId: account.personalSpaceId };
  const { id: documentId } = await actor.addDocument({ params: space, body: { name: 'Permis de conduire', kind: 'other' } });
  const params = { ...space, documentId };
  const read = () => actor.readDocument({ params });
  return {
    read,
    used: async () => (await actor.readStorage({ params: space })).used,
    told: async () => (await actor.listActions({ params: space, query: { kind: 'document.file-added' } })).items.length,
    open: (size: number) => actor.openUpload({ params, body: { name: 'permis.png', size, replaces: null } }),
    /** Until a file is in its document; whenever there is a link to it, it is. */
    kept: (fileId: FileId) =>
      waitFor('a file that was checked', async () => {
        const ask = actor.giveFileLink({ params: { ...params, fileId }, body: { what: 'file' } });
        const given = await ask.catch((error: { kind?: string }) => {
          expect(error.kind).toBe('file-not-found');
          return undefined;
        });
        const isThere = (await read()).files.some(({ id }) => id === fileId);
        if (given) expect(isThere).toBe(true);
        return isThere ? given : undefined;
      }),
  };
};

/** Of each answer of storage. */
const SLOW_MILLISECONDS = 1000;

const namesIn = async (system: System, folder: string): Promise<string[]> => {
  const s3 = new S3Client({ ...system.operator, forcePathStyle: true });
  const Bucket = namedResource(system, 'AWS::S3::Bucket', /^Bucketsdocuments/);
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: folder }));
  return Contents.map(({ Key = '' }) => Key.slice(folder.length)).toSorted();
};

/** Files that are sent while those who check them, look at them and wait for them die after each of their steps, and while storage answers with errors, or late. */
export const uploadsThatSurvive = async (system: System, fate: ReturnType<typeof accidents>): Promise<void> => {
  const wallet = await walletOf(system);
  const picture = png(64, 64);
  fate.killAtEachStep('documents-checker');
  fate.killAtEachStep('documents-previewer');
  fate.killAtEachWrite('documents-sweeper');

  const killed = await wallet.open(picture.length);
  await sendForm(killed.upload, picture);
  const { address } = await wallet.kept(killed.file.id);
  expect(Buffer.from(await (await fetch(address)).arrayBuffer()).equals(picture)).toBe(true);
  await waitFor('the small picture', async () => (await wallet.read()).files[0]?.preview);
  await allQuiet(system);
  expect(fate.deaths('documents-checker')).toBeGreaterThanOrEqual(4);
  expect(fate.deaths('documents-previewer')).toBeGreaterThanOrEqual(3);

  fate.refuseStorage('documents-checker');
  const delayed = await wallet.open(picture.length);
  await sendForm(delayed.upload, picture);
  await waitFor('storage that fails', async () => fate.refusals('documents-checker') >= 3);
  expect((await wallet.read()).onTheirWay.map(({ id }) => id)).toEqual([delayed.file.id]);
  expect(await wallet.used()).toBe(2 * picture.length);
  fate.spare('documents-checker');
  await wallet.kept(delayed.file.id);

  fate.slowStorage('documents-checker', SLOW_MILLISECONDS);
  const slow = await wallet.open(picture.length);
  await sendForm(slow.upload, picture);
  await waitFor('the first late answer', async () => fate.lateAnswers('documents-checker') >= 1);
  expect((await wallet.read()).onTheirWay.map(({ id }) => id)).toEqual([slow.file.id]);
  await wallet.kept(slow.file.id);
  fate.spare('documents-checker');

  const late = await wallet.open(picture.length);
  expect(await wallet.used()).toBe(4 * picture.length);
  await letUploadBeLate(system, late.file.id);
  await waitFor('room that is given back', async () => {
    await system.runSchedule('documents-sweeper').catch(() => {});
    return (await wallet.used()) === 3 * picture.length;
  });
  expect(fate.deaths('documents-sweeper')).toBeGreaterThanOrEqual(1);
  expect((await wallet.read()).refused).toEqual([
    expect.objectContaining({ id: late.file.id, reason: expect.stringMatching(/quinze minutes/) }),
  ]);
  expect(await sendForm(late.upload, picture)).toBeLessThan(300);

  await waitFor('nothing on its way', async () => {
    await allQuiet(system);
    return (await namesIn(system, 'incoming/')).length === 0;
  });
  const { files, onTheirWay } = await wallet.read();
  const ids = files.map(({ id }) => id as string).toSorted();
  expect(ids).toEqual([killed.file.id as string, delayed.file.id, slow.file.id].toSorted());
  expect(onTheirWay).toEqual([]);
  expect(await namesIn(system, 'files/')).toEqual(ids);
  expect(await namesIn(system, 'previews/')).toEqual(ids);
  expect(await wallet.used()).toBe(3 * picture.length);
  expect(await wallet.told()).toBe(3);
};
