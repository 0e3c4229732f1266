import { randomUUID } from 'node:crypto';
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityHoldings } from '../../functions/identity/holdings.ts';
import { consentStore } from '../../functions/identity/store/consents.ts';
import { passwordReader } from '../../functions/identity/store/credentials.ts';
import { factorStore } from '../../functions/identity/store/factors.ts';
import { linkStore } from '../../functions/identity/store/federation/link-table.ts';
import { forgetting } from '../../functions/identity/store/forgetting.ts';
import { linksOfAccount } from '../../functions/identity/store/links.ts';
import { ownInvitation } from '../../functions/identity/store/own-invitation.ts';
import { sessionStore } from '../../functions/identity/store/sessions.ts';
import { hashAddress } from '../../functions/shared/address.ts';
import type { Document, File, Holdings } from '../../functions/shared/holdings.ts';
import { EmailAddress, SpaceId } from '../../schemas/account.ts';
import { identityTables } from '../../schemas/identity-tables.ts';
import type { Leaver } from '../../schemas/leaving.ts';
import type { TableName } from '../../schemas/tables.ts';
import { anAccount } from '../doubles/accounts.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

const at = '2026-03-01T08:00:00.000Z';
const later = Date.parse('2026-03-09T08:00:00.000Z') / 1000;

let dynamo: DynamoForTests;
let holdings: Holdings;
beforeAll(async () => {
  dynamo = await startDynamo();
  const { client, tables, commit } = dynamo;
  holdings = identityHoldings({
    passwordOf: passwordReader(client, tables.credentials),
    factorsOf: factorStore(client, tables, commit).find,
    linksOf: linkStore(client, tables, commit).list,
    linksInMailsOf: linksOfAccount(client, tables.links),
    consentsOf: consentStore(client, tables, commit).of,
    sessionsOf: sessionStore({ client, tables, commit, clock: () => new Date(at) }).of,
    invitationOf: ownInvitation(client, tables, () => new Date(at)),
    forget: forgetting(client, tables),
  });
});
afterAll(() => dynamo.stop());

const put = (table: TableName, Item: Record<string, unknown>) =>
  dynamo.client.send(new PutCommand({ TableName: dynamo.tables[table], Item }));

/** Somebody with something in each table of sign-in. */
const somebody = async (): Promise<Leaver> => {
  const [subject, uid, grantId, session] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const [now, former] = [`${randomUUID()}@exemple.fr`, `${randomUUID()}@exemple.fr`];
  const { id: accountId, ...account } = anAccount({ email: EmailAddress.parse(now) });
  const identity = { givenNames: ['Angela'], familyName: 'DUBOIS', birthDate: '1962-00-00', gender: 'female' };
  const passkey = {
    id: randomUUID().replaceAll('-', ''),
    name: 'Mon téléphone',
    credentialId: 'c',
    publicKey: 'secret-key',
    counter: 0,
    transports: [],
    synced: true,
  };
  await put('credentials', { pk: accountId, sk: 'password', hash: 'secret-hash', setAt: at });
  await put('factors', {
    pk: accountId,
    version: 1,
    passkeys: [{ ...passkey, addedAt: at, lastUsedAt: null }],
    totp: { sealed: 'secret-seal', addedAt: at, lastUsedAt: at, lastStep: 59_000_000 },
    recovery: { hashes: ['k1.secret-code'], madeAt: at },
  });
  await put('identities', { pk: accountId, sk: 'franceconnect', subject, linkedAt: at, identity, version: 1 });
  await put('identities', { pk: `franceconnect#${subject}`, sk: 'account', accountId });
  await put('consents', { pk: accountId, sk: 'mediatheque', scopes: ['openid', 'email'], since: at });
  const until = '2026-03-08T08:00:00.000Z';
  const link = { madeAt: at, until, expiresAt: later };
  await put('links', { pk: randomUUID(), purpose: 'address-undo', accountId, email: former, ...link });
  await put('links', { pk: randomUUID(), purpose: 'activation', address: hashAddress(now), ...link });
  await put('links', { pk: randomUUID(), purpose: 'invitation', address: hashAddress(now), email: now, ...link });
  const invitationId = `inv_1772352000000_${randomUUID().replaceAll('-', '')}`;
  await put('accounts', { pk: accountId, ...account });
  await put('staff', { pk: `invited#${hashAddress(now)}`, sk: 'invitation', invitationId, expiresAt: later });
  await put('staff', { pk: 'invitations', sk: invitationId, email: now, role: 'editor', invitedAt: at, until, expiresAt: later });
  for (const address of [now, former]) await put('pendings', { pk: `former#${hashAddress(address)}`, endPk: 'end', endsAt: at });
  await put('oidc', { pk: `Session#${session}`, accountId, payload: { uid, loginTs: 1 }, agent: 'x', seenAt: 1, expiresAt: later });
  await put('oidc', { pk: `uid#${uid}`, id: session });
  await put('oidc', { pk: `Grant#${grantId}`, accountId, payload: {} });
  await put('oidc', { pk: `RefreshToken#${randomUUID()}`, grantId, payload: { accountId } });
  await put('staff', { pk: 'members', sk: accountId });
  return { accountId, personalSpaceId: SpaceId.parse(randomUUID()), addresses: [hashAddress(now)] };
};

const read = async (content: AsyncIterable<Document | File>) => {
  const found: Record<string, unknown[]> = {};
  for await (const item of content)
    if ('document' in item) {
      const list: unknown[] = [];
      for await (const record of item.records) list.push(record);
      found[item.document] = list;
    }
  return found;
};

const itemsIn = async (): Promise<Record<string, number>> => {
  const names = [...(Object.keys(identityTables) as (keyof typeof identityTables)[]), 'oidc' as const];
  const counts = names.map(async (name) => {
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables[name] }));
    return [name, Items.length] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
};

describe('what sign-in holds of a person', () => {
  it('is told without any secret', async () => {
    const told = await read(holdings.exported(await somebody()));
    expect(told).toMatchObject({
      'moyens-de-connexion': [
        { kind: 'password' },
        { kind: 'authenticator', lastUsedAt: at },
        { kind: 'passkey', name: 'Mon téléphone' },
        { kind: 'recovery-codes', addedAt: at },
      ],
      'liens-envoyes': [{ purpose: 'address-undo', madeAt: at }],
      'identites-liees': [{ provider: 'franceconnect', identity: { birthDate: '1962-00-00' } }],
      'accords-aux-partenaires': [{ service: 'mediatheque', scopes: ['openid', 'email'] }],
      'invitation-a-travailler': [{ role: 'editor', invitedAt: at }],
      sessions: [{ openedAt: '1970-01-01T00:00:01.000Z' }],
    });
    expect(JSON.stringify(told)).not.toMatch(/secret-(hash|key|seal|code)/);
  });

  it('is nothing after they went, in any of its tables, however often it is said; of others all stays', async () => {
    const before = await itemsIn();
    const leaver = await somebody();
    await holdings.erase(leaver);
    await holdings.erase(leaver);
    expect(await itemsIn()).toEqual(before);
  });
});
