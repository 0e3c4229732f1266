import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Account, AccountId } from '../../../schemas/account.ts';
import { addressChangeAsked, addressChanged, addressChangeUndone } from '../../../schemas/events/identity.ts';
import type { LinkId } from '../../../schemas/link.ts';
import { AddressHash } from '../../../schemas/mail-state.ts';
import { hashAddress } from '../../shared/address.ts';
import type { Trail } from '../../shared/context.ts';
import { addressKey } from '../../shared/store/account-birth.ts';
import { type Commit, held, newEvent, type Write } from '../../shared/store/commit.ts';
import { type Happening, historyWrite } from '../../shared/store/history.ts';
import { passwordRevoked } from './credentials.ts';
import { type Link, linkPut, linkSpent } from './links.ts';
import { END } from './pendings.ts';

/** Addresses that an account had lately, the latest last: as long as it may take one back, nobody else gets it. */
export const FormerAddresses = z.object({
  formers: z.array(z.object({ address: AddressHash, until: z.iso.datetime() })),
  version: z.int(),
});
export type FormerAddresses = z.output<typeof FormerAddresses>;

const NONE: FormerAddresses = { formers: [], version: 0 };
const addressesKey = (accountId: AccountId) => ({ pk: accountId, sk: 'addresses' });
export const formerKey = (address: AddressHash) => ({ pk: `former#${address}` });

interface Step {
  account: Account;
  known: FormerAddresses;
  token: string;
  email: string;
  at: Date;
  device?: string | undefined;
}

export interface AddressStore {
  formers(accountId: AccountId): Promise<FormerAddresses>;
  ask(asked: { account: Account; id: LinkId; token: string; link: Link; device?: string | undefined }, trail: Trail): Promise<void>;
  /** False when the account, the link or the new address was taken meanwhile. */
  change(step: Step & { undo: { id: LinkId; token: string; link: Link } }, trail: Trail): Promise<boolean>;
  /** Takes a former address back; the later ones are given up, and so is the password. */
  takeBack(step: Step, trail: Trail): Promise<boolean>;
}

export type AddressTables = Record<'accounts' | 'credentials' | 'pendings' | 'links' | 'history', string>;

export const addressStore = (client: DynamoDBDocumentClient, tables: AddressTables, commit: Commit): AddressStore => {
  const emailSet = ({ id, email: before }: Account, email: string): Write => ({
    Update: {
      TableName: tables.accounts,
      Key: { pk: id },
      UpdateExpression: 'SET email = :next',
      ConditionExpression: 'email = :before',
      ExpressionAttributeValues: { ':next': email, ':before': before },
    },
  });
  /** Nobody else has it, or it is the account's own from before. */
  const claimed = (accountId: AccountId, address: AddressHash): Write => ({
    Put: {
      TableName: tables.accounts,
      Item: { ...addressKey(address), accountId },
      ConditionExpression: 'attribute_not_exists(pk) OR accountId = :me',
      ExpressionAttributeValues: { ':me': accountId },
    },
  });
  const formersPut = (accountId: AccountId, known: FormerAddresses, formers: FormerAddresses['formers']): Write => ({
    Put: {
      TableName: tables.credentials,
      Item: { ...addressesKey(accountId), formers, version: known.version + 1 },
      ConditionExpression: known.version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
      ...(known.version > 0 && { ExpressionAttributeValues: { ':version': known.version } }),
    },
  });
  const freed = (accountId: AccountId, address: AddressHash): Write => ({
    Delete: {
      TableName: tables.accounts,
      Key: addressKey(address),
      ConditionExpression: 'attribute_not_exists(pk) OR accountId = :me',
      ExpressionAttributeValues: { ':me': accountId },
    },
  });
  const forgotten = (address: AddressHash): Write => ({ Delete: { TableName: tables.pendings, Key: formerKey(address) } });
  const reserved = (address: AddressHash, endsAt: string): Write => ({
    Put: { TableName: tables.pendings, Item: { ...formerKey(address), endPk: END, endsAt } },
  });
  const told = (step: Pick<Step, 'account' | 'at' | 'device'>, kind: Happening['kind']): Write =>
    historyWrite(tables.history, {
      accountId: step.account.id,
      at: step.at,
      kind,
      by: { type: 'self' },
      ...(step.device && { device: step.device }),
    });
  return {
    async formers(accountId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: tables.credentials, Key: addressesKey(accountId), ConsistentRead: true }),
      );
      return Item ? FormerAddresses.parse(Item) : NONE;
    },
    ask: ({ account, id, token, link, device }, trail) =>
      commit({
        writes: [linkPut(tables.links, token, link), told({ account, at: new Date(link.madeAt), device }, 'address-change-asked')],
        events: [newEvent(addressChangeAsked, { accountId: account.id, link: id })],
        trail,
        about: { accountId: account.id },
      }),
    change: (step, trail) => {
      const { account, known, token, email, at, undo } = step;
      const [before, next] = [hashAddress(account.email), hashAddress(email)];
      const formers = [...known.formers.filter(({ address }) => address !== next), { address: before, until: undo.link.until }];
      return held(
        commit({
          writes: [
            emailSet(account, email),
            claimed(account.id, next),
            formersPut(account.id, known, formers),
            reserved(before, undo.link.until),
            forgotten(next),
            linkSpent(tables.links, token, at),
            linkPut(tables.links, undo.token, undo.link),
            told(step, 'address-changed'),
          ],
          events: [newEvent(addressChanged, { accountId: account.id, undo: undo.id })],
          trail,
          about: { accountId: account.id },
        }),
      );
    },
    takeBack: (step, trail) => {
      const { account, known, token, email, at } = step;
      const [now, back] = [hashAddress(account.email), hashAddress(email)];
      const place = known.formers.findIndex(({ address }) => address === back);
      const later = known.formers
        .slice(place + 1)
        .filter(({ until }) => until > at.toISOString())
        .map(({ address }) => address);
      const given = [...new Set([...later, now])].filter((address) => address !== back);
      return held(
        commit({
          writes: [
            emailSet(account, email),
            formersPut(account.id, known, known.formers.slice(0, place)),
            forgotten(back),
            ...given.flatMap((address) => [freed(account.id, address), forgotten(address)]),
            linkSpent(tables.links, token, at),
            passwordRevoked(tables.credentials, account.id, at),
            told(step, 'address-change-undone'),
          ],
          events: [newEvent(addressChangeUndone, { accountId: account.id, at: at.toISOString() })],
          trail,
          about: { accountId: account.id },
        }),
      );
    },
  };
};
