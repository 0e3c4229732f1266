import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { hashAddress } from '../../functions/shared/address.ts';
import { type Actor, openAccount } from '../../local/acting.ts';
import { addAuthenticator } from '../../local/authenticator.ts';
import type { System } from '../../local/system.ts';
import type { Account } from '../../schemas/account.ts';
import { FicheId, ficheKey } from '../../schemas/fiche.ts';
import type { TableName } from '../../schemas/tables.ts';
import { authenticator } from './authenticator.ts';
import { fillWallet } from './full-wallet.ts';

const at = '2026-03-01T08:00:00.000Z';
const LATER = 4_000_000_000;
const vitale = { audience: 'particuliers' as const, ficheId: FicheId.parse('F265') };

export const NAME = 'Bérénice Quintefeuille';
export const NUMBER = '+33698765432';

export interface PersonEverywhere {
  account: Account;
  actor: Actor;
  /** What says who they are: none of it may stay anywhere. */
  personal: string[];
}

/** What people do themselves, by the API. */
const act = async (system: System, actor: Actor, { personalSpaceId: spaceId }: Account): Promise<void> => {
  const empty = { gender: null, usualName: null, givenNames: null, birthDate: null, birthPlace: null, birthPlaceCode: null };
  await actor.saveIdentity({ body: { version: 0, fields: { ...empty, birthCountryCode: null, familyName: NAME } } });
  await actor.subscribeToFiche({ params: { spaceId, ...vitale }, body: { channel: 'mail', frequency: null } });
  const preferences = await actor.readAlertPreferences({});
  await actor.changeAlertPreferences({ body: { ...preferences, hour: 6 } });
  await actor.choosePhone({ body: { number: NUMBER } });
  const code = /(\d{6})/.exec(system.phone.messages({ to: NUMBER }).at(-1)?.text ?? '')?.[1] ?? '';
  await actor.verifyPhone({ body: { code } });
  await actor.createSpace({ body: { name: 'Club de Bérénice', number: null, memberName: NAME } });
  await fillWallet(actor, spaceId, NAME);
};

/** Every second factor that there is, by the API. */
const protect = async (system: System, actor: Actor): Promise<string> => {
  const secret = await addAuthenticator(actor);
  const { challenge } = await actor.readPasskeyOptions({});
  const passkey = authenticator().create({ challenge, origin: system.address });
  await actor.addPasskey({ body: { name: `Téléphone de ${NAME}`, passkey } });
  return secret;
};

/** What sign-in would have left, put where it belongs. */
const signInTraces = ({ id: accountId, email }: Account): [TableName, Record<string, unknown>][] => {
  const [subject, uid, grantId, session] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const [address, invitationId] = [hashAddress(email), `inv_1772352000000_${randomUUID().replaceAll('-', '')}`];
  const identity = { givenNames: ['Bérénice'], familyName: NAME, birthDate: '1962-00-00', gender: 'female' };
  return [
    ['credentials', { pk: accountId, sk: 'password', hash: 'hash-of-berenice', setAt: at }],
    ['identities', { pk: accountId, sk: 'franceconnect', subject, linkedAt: at, identity, version: 1 }],
    ['identities', { pk: `franceconnect#${subject}`, sk: 'account', accountId }],
    ['consents', { pk: accountId, sk: 'mediatheque', scopes: ['openid'], since: at }],
    ['links', { pk: randomUUID(), purpose: 'address-undo', accountId, email, madeAt: at, until: at, expiresAt: LATER }],
    ['links', { pk: randomUUID(), purpose: 'invitation', address, email, madeAt: at, until: at, expiresAt: LATER }],
    ['staff', { pk: `invited#${address}`, sk: 'invitation', invitationId, expiresAt: LATER }],
    [
      'staff',
      { pk: 'invitations', sk: invitationId, email, role: 'editor', invitedAt: at, until: '2099-01-01T00:00:00.000Z', expiresAt: LATER },
    ],
    ['pendings', { pk: `former#${address}`, endPk: 'end', endsAt: '2099-01-01T00:00:00.000Z' }],
    ['oidc', { pk: `Session#${session}`, accountId, payload: { uid, loginTs: 1 }, agent: 'x', seenAt: 1, expiresAt: LATER }],
    ['oidc', { pk: `uid#${uid}`, id: session }],
    ['oidc', { pk: `Grant#${grantId}`, accountId, payload: {}, expiresAt: LATER }],
    ['oidc', { pk: `RefreshToken#${randomUUID()}`, grantId, payload: { accountId }, expiresAt: LATER }],
    ['staff', { pk: 'members', sk: accountId }],
    ['addresses', { pk: address, final: [], failures: [], settledUntil: '', version: 1, expiresAt: LATER }],
  ];
};

/** Somebody with something in every store that knows people. */
export const personEverywhere = async (system: System, email: string): Promise<PersonEverywhere> => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(system.operator));
  const put = async (table: TableName, Item: Record<string, unknown>): Promise<void> => {
    const found = system.assembly.resources('AWS::DynamoDB::Table').find(({ id }) => new RegExp(`^${table}[0-9A-F]{8}$`).test(id));
    if (!found) throw new Error(`there is no table ${table}`);
    await client.send(new PutCommand({ TableName: system.assembly.name(found.stack, found.id), Item }));
  };
  await put('fiches', { pk: ficheKey(vitale), sk: 'fiche', title: 'Carte Vitale', status: 'live' });
  const { account, actor } = await openAccount(system, email);
  await act(system, actor, account);
  const secret = await protect(system, actor);
  for (const [table, item] of signInTraces(account)) await put(table, item);
  return { account, actor, personal: [email, NAME, NUMBER, secret, 'hash-of-berenice'] };
};
