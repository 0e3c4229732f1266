import type { FicheRef } from '../../../schemas/fiche.ts';
import type { FicheContent } from '../../../schemas/fiche-content.ts';
import type { Difference } from '../../../schemas/revision.ts';
import { fingerprintOf } from '../rules/fingerprint.ts';
import type { ObjectStore } from './object-store.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

export const contentKey = ({ audience, ficheId }: FicheRef, fingerprint: string): string =>
  `content/${audience}/${ficheId}/${fingerprint}.json`;

/** What only this store writes needs no second check when it is read: a content was parsed before it was ever stored. */
const readJson = async <T>(objects: ObjectStore, key: string): Promise<T> => {
  const object = await objects.read(key);
  if (!object) throw new Error(`nothing is stored at ${key}`);
  return JSON.parse(object.body) as T;
};

const writeJson = (objects: ObjectStore, key: string, value: unknown): Promise<void> =>
  objects.write(key, { body: JSON.stringify(value), type: JSON_TYPE });

/** Named by its fingerprint: written again, it is the same. */
export const writeContent = (objects: ObjectStore, content: FicheContent, fingerprint: string): Promise<void> =>
  writeJson(objects, contentKey(content, fingerprint), content);

export const readContent = (objects: ObjectStore, key: string): Promise<FicheContent> => readJson<FicheContent>(objects, key);

export interface NewDifference {
  revision: number;
  /** Of the content that it leads to: of two people who publish at once, the one who loses never overwrites the difference of the other. */
  fingerprint: string;
  difference: Difference;
}

export const writeDifference = async (
  objects: ObjectStore,
  ref: FicheRef,
  { revision, fingerprint, difference }: NewDifference,
): Promise<string> => {
  const key = `differences/${ref.audience}/${ref.ficheId}/${revision}-${fingerprint.slice(0, 16)}.json`;
  await writeJson(objects, key, difference);
  return key;
};

export const readDifference = (objects: ObjectStore, key: string): Promise<Difference> => readJson<Difference>(objects, key);

/** Drafts come and go, and a bucket rule clears them away: they never share an object with a published content. */
export const writeDraftContent = async (objects: ObjectStore, content: FicheContent): Promise<string> => {
  const key = `drafts/${content.audience}/${content.ficheId}/${fingerprintOf(content)}.json`;
  await writeJson(objects, key, content);
  return key;
};
