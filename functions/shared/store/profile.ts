import * as z from 'zod/mini';
import type { AccountId } from '../../../schemas/account.ts';
import { type BlockName, Provenance, profileFields } from '../../../schemas/profile.ts';
import type { Write } from './commit.ts';

/** A value of a profile, and where it comes from. */
export const KeptField = z.object({ value: z.unknown(), from: Provenance, at: z.iso.datetime() });
export type KeptField = z.output<typeof KeptField>;

export const profileKey = (accountId: AccountId, block: BlockName) => ({ pk: accountId, sk: block });

/** The attribute that locks what came from FranceConnect, for as long as the account is linked to it. */
export const LINKED = 'linked';

/**
 * The write that puts into a person's identity what FranceConnect vouches for, and locks it; belongs in the transaction of the link. Whatever
 * does not fit the profile, such as an empty birthplace, is left out. Needs `UpdateItem`.
 */
export const identityReceived = (
  table: string,
  {
    accountId,
    values,
    at,
  }: { accountId: AccountId; values: Partial<Record<keyof typeof profileFields.identity.shape, unknown>>; at: Date },
): Write => {
  const fields = Object.entries(profileFields.identity.shape).flatMap(([name, schema]): [string, KeptField][] => {
    const read = schema.safeParse(values[name as keyof typeof values]);
    return read.success ? [[name, { value: read.data, from: 'france-connect', at: at.toISOString() }]] : [];
  });
  return {
    Update: {
      TableName: table,
      Key: profileKey(accountId, 'identity'),
      UpdateExpression: `SET ${[LINKED, ...fields.map(([name]) => name)].map((name) => `#${name} = :${name}`).join(', ')} ADD version :one`,
      ExpressionAttributeNames: Object.fromEntries([LINKED, ...fields.map(([name]) => name)].map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ':one': 1,
        [`:${LINKED}`]: true,
        ...Object.fromEntries(fields.map(([name, field]) => [`:${name}`, field])),
      },
    },
  };
};

/** The write that lets a person edit their identity again; belongs in the transaction that ends the link. Needs `UpdateItem`. */
export const identityReleased = (table: string, accountId: AccountId): Write => ({
  Update: {
    TableName: table,
    Key: profileKey(accountId, 'identity'),
    UpdateExpression: 'REMOVE #linked ADD version :one',
    ExpressionAttributeNames: { '#linked': LINKED },
    ExpressionAttributeValues: { ':one': 1 },
  },
});
