import type { IncomingHttpHeaders } from 'node:http';
import type { StoredObject } from './object-store.ts';
import { S3Error } from './s3-error.ts';

const names = (header: string, object: StoredObject | undefined): boolean =>
  object !== undefined && header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replaceAll('"', '') === object.etag);

const failed = () => new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');

/** Throws when the object may not be written over what is there now. */
export const checkWriteConditions = (headers: IncomingHttpHeaders, present: StoredObject | undefined): void => {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (match !== undefined && !present) throw new S3Error('NoSuchKey', 'The specified key does not exist.');
  if (match !== undefined && !names(match, present)) throw failed();
  if (noneMatch !== undefined && names(noneMatch, present)) throw failed();
};

/** Whether the reader already has this object; throws when it wanted another. */
export const isUnchanged = (headers: IncomingHttpHeaders, object: StoredObject): boolean => {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (match !== undefined && !names(match, object)) throw failed();
  return noneMatch !== undefined && names(noneMatch, object);
};
