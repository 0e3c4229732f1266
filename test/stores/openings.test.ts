import { randomUUID } from 'node:crypto';
import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCitizen } from '../../functions/identity/federation/open-with-franceconnect.ts';
import { hashOfToken } from '../../functions/identity/links/link-token.ts';
import { linkStore } from '../../functions/identity/store/federation/link-table.ts';
import { type Opening, openingStore } from '../../functions/identity/store/federation/openings.ts';
import { LinkId } from '../../schemas/link.ts';
import { aCivilIdentity } from '../doubles/civil-identity.ts';
import { contextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

const at = new Date('2026-11-22T08:00:00.000Z');

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const store = () => openingStore(dynamo.client, { ...dynamo.tables }, dynamo.commit);

const anOpening = (changes: Partial<Opening> = {}): Opening => ({
  subject: `${randomUUID()}v1`,
  email: `${randomUUID()}@exemple.fr`,
  termsVersion: '2026-11-01',
  askedAt: at.toISOString(),
  endsAt: '2026-11-23T08:00:00.000Z',
  ...changes,
});

const asked = async (opening: Opening) => {
  const token = randomUUID();
  const link = LinkId.parse(`k1.${randomUUID()}`);
  const kept = await store().ask(opening, { link, token }, contextOf(newCitizen('x@exemple.fr', randomUUID, at).id).trail);
  return { kept, token, link };
};

const open = async (opening: Opening, token: string) => {
  const account = newCitizen(opening.email, randomUUID, at);
  const link = {
    accountId: account.id,
    provider: 'franceconnect',
    subject: opening.subject,
    identity: aCivilIdentity(),
    linkedAt: at.toISOString(),
    version: 1,
  } as const;
  const outcome = await store().open({ tokenHash: hashOfToken(token), opening, account, link, at }, contextOf(account.id).trail);
  return { account, outcome };
};

describe('openings', () => {
  it('are found by their token until they end, and carry no name in any event', async () => {
    const opening = anOpening();
    const { token, link } = await asked(opening);
    expect(await store().find(hashOfToken(token), at)).toEqual(opening);
    expect(await store().find(hashOfToken(token), new Date(opening.endsAt))).toBeUndefined();
    expect(await store().find(hashOfToken('another'), at)).toBeUndefined();
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.outbox }));
    const events = Items.map(({ envelope }) => envelope as { detail: { link?: string } }).filter(({ detail }) => detail.link === link);
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain('@');
  });

  it('make an account with all that belongs to it, in one transaction', async () => {
    const opening = anOpening();
    const { token } = await asked(opening);
    const { account, outcome } = await open(opening, token);
    expect(outcome).toBe('opened');
    const read = async (table: string, Key: Record<string, string>) =>
      (await dynamo.client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item;
    expect(await read(dynamo.tables.accounts, { pk: account.id })).toMatchObject({
      email: opening.email,
      role: 'citizen',
      status: 'active',
    });
    expect(await read(dynamo.tables.memberships, { pk: account.personalSpaceId, sk: account.id })).toBeDefined();
    const links = linkStore(dynamo.client, { ...dynamo.tables }, dynamo.commit);
    expect(await links.accountOf('franceconnect', opening.subject)).toBe(account.id);
    expect(await store().find(hashOfToken(token), at)).toBeUndefined();
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.outbox }));
    const events = Items.map(({ envelope }) => envelope as { type: string; detail: { accountId?: string } });
    expect(events.filter(({ detail }) => detail.accountId === account.id)).toContainEqual(
      expect.objectContaining({
        type: 'account.identity-link-changed',
        detail: { accountId: account.id, provider: 'franceconnect', news: 'opened' },
      }),
    );
  });

  it('open one account, however many follow the link at once', async () => {
    const opening = anOpening();
    const { token } = await asked(opening);
    const outcomes = await Promise.all([open(opening, token), open(opening, token), open(opening, token)]);
    expect(outcomes.filter(({ outcome }) => outcome === 'opened')).toHaveLength(1);
  });

  it('open nothing for an address or an identity that has an account', async () => {
    const first = anOpening();
    await open(first, (await asked(first)).token);
    const sameAddress = anOpening({ email: first.email.toUpperCase() });
    expect((await open(sameAddress, (await asked(sameAddress)).token)).outcome).toBe('address-taken');
    const samePerson = anOpening({ subject: first.subject });
    expect((await open(samePerson, (await asked(samePerson)).token)).outcome).toBe('taken');
  });

  it('are five a day for one person, however close they are asked for', async () => {
    const { subject } = anOpening();
    const all = await Promise.all(Array.from({ length: 8 }, () => asked(anOpening({ subject }))));
    expect(all.filter(({ kept }) => kept)).toHaveLength(5);
  });
});
