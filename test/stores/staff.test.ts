import { randomUUID } from 'node:crypto';
import { GetCommand, PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { doorKeyring } from '../../functions/identity/door-keys.ts';
import { newLink } from '../../functions/identity/links/new-link.ts';
import { memberPut, type StaffStore, staffStore } from '../../functions/identity/store/staff.ts';
import { type StaffInvitationStore, staffInvitationStore } from '../../functions/identity/store/staff-invitations.ts';
import { hashAddress } from '../../functions/shared/address.ts';
import { administratorJoins } from '../../functions/shared/store/administrators.ts';
import { transact } from '../../functions/shared/store/commit.ts';
import { type Account, Service } from '../../schemas/account.ts';
import { type StaffInvitation, StaffInvitationId, StaffPlace } from '../../schemas/staff.ts';
import { anAccount } from '../doubles/accounts.ts';
import { contextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

let dynamo: DynamoForTests;
let store: StaffStore;
let invitations: StaffInvitationStore;
beforeAll(async () => {
  dynamo = await startDynamo();
  store = staffStore(dynamo.client, dynamo.tables, dynamo.commit);
  invitations = staffInvitationStore(dynamo.client, dynamo.tables, dynamo.commit);
});
afterAll(() => dynamo.stop());

const at = new Date('2026-11-30T08:00:00.000Z');
const later = (days: number) => new Date(at.getTime() + days * 24 * 60 * 60 * 1000);
const boss = anAccount({ role: 'administrator' });
const trail = { ...contextOf(boss.id).trail, action: 'test.staff' };
const civil = Service.parse('etat-civil');
const agent = StaffPlace.parse({ role: 'agent', service: civil });
const editor = StaffPlace.parse({ role: 'editor' });

const open = async (account: Account) => {
  const { id, ...rest } = account;
  await transact(dynamo.client, [
    { Put: { TableName: dynamo.tables.accounts, Item: { pk: id, ...rest } } },
    memberPut(dynamo.tables.staff, id),
    ...(account.role === 'administrator' && account.status === 'active' ? [administratorJoins(dynamo.tables.staff, id)] : []),
  ]);
  return account;
};
const now = async (account: Account): Promise<Account> => {
  const found = await store.find(account.id);
  if (!found) throw new Error('no account');
  return found;
};
const change = (account: Account) => ({ account, at, trail });

describe('administrators', () => {
  it('are never all gone: of two that suspend each other at once, one is left', async () => {
    const emptied = await dynamo.client.send(
      new GetCommand({ TableName: dynamo.tables.staff, Key: { pk: 'administrators', sk: 'active' } }),
    );
    expect([emptied.Item, await store.hasAdministrator()]).toEqual([undefined, false]);
    const [one, other] = [await open(anAccount({ role: 'administrator' })), await open(anAccount({ role: 'administrator' }))];
    expect(await store.hasAdministrator()).toBe(true);
    const outcomes = await Promise.all([store.setStatus('suspended', change(one)), store.setStatus('suspended', change(other))]);
    expect(outcomes.toSorted()).toEqual(['done', 'last-administrator']);
    const left = (await now(one)).status === 'active' ? one : other;
    expect(await store.changePlace(editor, change(left))).toBe('last-administrator');
    expect((await now(left)).role).toBe('administrator');
    const back = left === one ? other : one;
    expect(await store.setStatus('active', change(await now(back)))).toBe('done');
    expect(await store.changePlace(editor, change(left))).toBe('done');
    expect(await store.hasAdministrator()).toBe(true);
  });
});

describe('the place of somebody', () => {
  it('changes with its history, its event and its audit record, or not at all', async () => {
    const nadia = await open(anAccount({ role: 'editor' }));
    expect(await store.changePlace(agent, change(nadia))).toBe('done');
    expect(await now(nadia)).toMatchObject({ role: 'agent', service: civil });
    expect(await store.changePlace(editor, change(nadia))).toBe('outdated');
    expect(await store.changePlace(editor, change(await now(nadia)))).toBe('done');
    expect(await now(nadia)).not.toHaveProperty('service');
    const { Items: history = [] } = await dynamo.client.send(
      new QueryCommand({
        TableName: dynamo.tables.history,
        KeyConditionExpression: 'pk = :id',
        ExpressionAttributeValues: { ':id': nadia.id },
      }),
    );
    expect(history.map(({ kind, what }) => `${kind}: ${what}`).toSorted()).toEqual([
      'role-changed: agent du service etat-civil',
      'role-changed: éditeur',
    ]);
    const { Items: outbox = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.outbox }));
    const events = outbox.map(({ envelope }) => envelope as { type: string; detail: { accountId: string } });
    expect(events.filter(({ detail }) => detail.accountId === nadia.id).map(({ type }) => type)).toEqual([
      'staff.place-changed',
      'staff.place-changed',
    ]);
  });

  it('is suspended and back, and says so', async () => {
    const nadia = await open(anAccount({ role: 'editor' }));
    expect(await store.setStatus('suspended', change(nadia))).toBe('done');
    expect(await store.setStatus('suspended', change(nadia))).toBe('outdated');
    expect(await store.setStatus('active', change(await now(nadia)))).toBe('done');
  });
});

describe('the list of who works here', () => {
  it('is found by part of an address, role and service, page by page, citizens left out', async () => {
    const word = randomUUID().slice(0, 8);
    for (let n = 0; n < 5; n++) await open({ ...anAccount({ role: 'agent', email: `${n}.${word}@ville.exemple` }), service: civil });
    await open(anAccount({ role: 'editor', email: `${word}@ville.exemple` }));
    const all = [];
    let cursor: string | undefined;
    do {
      const page = await store.list({ q: word, role: 'agent', service: civil, limit: 2, cursor });
      expect(page.items.length).toBeLessThanOrEqual(2);
      all.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(all.map(({ id }) => id)).size).toBe(5);
    expect((await store.list({ q: word, limit: 100 })).items).toHaveLength(6);
  });
});

describe('an invitation', () => {
  const keyring = doorKeyring(JSON.stringify({ k1: 'k'.repeat(40) }));
  let invitation: StaffInvitation;
  const link = (from = at) =>
    newLink(keyring, { purpose: 'invitation', address: hashAddress(invitation.email), email: invitation.email, at: from });
  beforeEach(() => {
    invitation = {
      id: StaffInvitationId.parse(`inv_${at.getTime()}_${randomUUID().replaceAll('-', '')}`),
      email: `${randomUUID()}@ville.exemple`,
      role: 'administrator',
      service: null,
      invitedAt: at.toISOString(),
      expiresAt: later(14).toISOString(),
    };
  });
  const account = () => ({ ...anAccount({ role: 'administrator', email: invitation.email }), openedAt: at.toISOString() });

  it('is one at a time to an address, until it has ended', async () => {
    expect(await invitations.invite(invitation, link(), trail)).toBe(true);
    const second = { ...invitation, id: StaffInvitationId.parse(`inv_${at.getTime()}_${'0'.repeat(32)}`) };
    expect(await invitations.invite(second, link(), trail)).toBe(false);
    expect(await invitations.findByAddress(hashAddress(invitation.email), at)).toEqual(invitation);
    expect(await invitations.find(invitation.id, later(14))).toBeUndefined();
    const after = { ...second, invitedAt: later(15).toISOString(), expiresAt: later(29).toISOString() };
    expect(await invitations.invite(after, link(later(15)), trail)).toBe(true);
    expect(await invitations.findByAddress(hashAddress(invitation.email), later(15))).toEqual(after);
  });

  it('is listed, the latest first, prolonged and withdrawn', async () => {
    await invitations.invite(invitation, link(), trail);
    expect((await invitations.list({ limit: 100 })).items.some(({ id }) => id === invitation.id)).toBe(true);
    const longer = { ...invitation, expiresAt: later(20).toISOString() };
    expect(await invitations.prolong(longer, link(later(6)), trail)).toBe(true);
    expect(await invitations.find(invitation.id, later(15))).toEqual(longer);
    expect(await invitations.withdraw(longer, trail)).toBe(true);
    expect(await invitations.withdraw(longer, trail)).toBe(false);
    expect(await invitations.prolong(longer, link(later(7)), trail)).toBe(false);
    expect(await invitations.findByAddress(hashAddress(invitation.email), at)).toBeUndefined();
  });

  it('becomes an account once, with its space, its password and its place among administrators', async () => {
    const wanted = link();
    await invitations.invite(invitation, wanted, trail);
    const acceptance = { token: wanted.token, invitation, hash: '$argon2id$x', at };
    const results = await Promise.all([account(), account()].map((one) => invitations.accept({ ...acceptance, account: one }, trail)));
    expect(results.filter(Boolean)).toHaveLength(1);
    const { items } = await store.list({ q: invitation.email, limit: 10 });
    expect(items).toMatchObject([{ role: 'administrator', status: 'active' }]);
    const { Item } = await dynamo.client.send(
      new GetCommand({ TableName: dynamo.tables.credentials, Key: { pk: items[0]?.id, sk: 'password' } }),
    );
    expect(Item).toMatchObject({ hash: '$argon2id$x' });
    expect(await store.setStatus('suspended', change(items[0] as Account))).toBe('done');
  });

  it('makes nothing for an address that has an account meanwhile', async () => {
    const wanted = link();
    await invitations.invite(invitation, wanted, trail);
    await dynamo.client.send(
      new PutCommand({
        TableName: dynamo.tables.accounts,
        Item: { pk: `email#${hashAddress(invitation.email)}`, accountId: randomUUID() },
      }),
    );
    expect(await invitations.accept({ token: wanted.token, invitation, account: account(), hash: 'x', at }, trail)).toBe(false);
    expect(await invitations.find(invitation.id, at)).toEqual(invitation);
  });

  it('keeps neither its token nor, once it is done, its address with the link', async () => {
    const wanted = link();
    await invitations.invite(invitation, wanted, trail);
    await invitations.accept({ token: wanted.token, invitation, account: account(), hash: 'x', at }, trail);
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.links }));
    expect(JSON.stringify(Items)).not.toContain(wanted.token);
    expect(JSON.stringify(Items)).not.toContain(invitation.email);
  });
});
