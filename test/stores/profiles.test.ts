import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readProfileBlock } from '../../functions/accounts/read-profile.ts';
import { saveProfileBlock } from '../../functions/accounts/save-profile-block.ts';
import { accountStore } from '../../functions/accounts/store/accounts.ts';
import { historyStore } from '../../functions/accounts/store/history.ts';
import { type ProfileStore, profileStore } from '../../functions/accounts/store/profiles.ts';
import { identityReceived, identityReleased } from '../../functions/shared/store/profile.ts';
import { AccountId } from '../../schemas/account.ts';
import { anAccount } from '../doubles/accounts.ts';
import { contextOf, readerContextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

const at = new Date('2026-03-01T08:00:00.000Z');
const clock = () => at;
const nothing = {
  gender: null,
  familyName: null,
  usualName: null,
  givenNames: null,
  birthDate: null,
  birthPlace: null,
  birthPlaceCode: null,
  birthCountryCode: null,
};

let dynamo: DynamoForTests;
let store: ProfileStore;
let accountId: AccountId;
beforeAll(async () => {
  dynamo = await startDynamo();
  store = profileStore(dynamo.client, dynamo.tables, dynamo.commit);
});
afterAll(() => dynamo.stop());
beforeEach(async () => {
  const account = anAccount();
  accountId = account.id;
  await accountStore(dynamo.client, dynamo.tables, dynamo.commit).open(account, contextOf(accountId).trail);
});

const read = () => readProfileBlock('identity', { store })({}, readerContextOf(accountId));
const save = (version: number, fields: Partial<Record<keyof typeof nothing, string>>, whose = accountId) =>
  saveProfileBlock('identity', { store, clock })(
    { body: { version, fields: { ...nothing, ...fields } as typeof nothing } },
    contextOf(whose),
  );
const receive = (values: Parameters<typeof identityReceived>[1]['values']) =>
  dynamo.commit({ writes: [identityReceived(dynamo.tables.profiles, { accountId, values, at })] });

describe('a block of the profile', () => {
  it('is empty at first, and is then what was saved', async () => {
    expect(await read()).toMatchObject({ version: 0, fields: nothing });
    const saved = await save(0, { familyName: 'Dubois', birthDate: '1962-08-00' });
    expect(saved).toMatchObject({
      version: 1,
      fields: { familyName: { value: 'Dubois', from: 'typed', at: at.toISOString(), locked: false } },
    });
    expect(await read()).toEqual(saved);
  });

  it('is not saved over what somebody else saved meanwhile', async () => {
    await save(0, { familyName: 'Dubois' });
    await expect(save(0, { familyName: 'Martin' })).rejects.toMatchObject({ kind: 'profile-outdated' });
    const both = await Promise.allSettled([save(1, { familyName: 'Un' }), save(1, { familyName: 'Deux' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await read()).version).toBe(2);
  });

  it('is not saved for an account that is not there', async () => {
    await expect(save(0, { familyName: 'Dubois' }, AccountId.parse(randomUUID()))).rejects.toMatchObject({ kind: 'account-not-found' });
  });

  it('leaves a line in the history that names the block and nothing of what is in it', async () => {
    await save(0, { familyName: 'Dubois' });
    const { items } = await historyStore(dynamo.client, dynamo.tables.history, clock).list(accountId, { limit: 5 });
    expect(items).toMatchObject([{ kind: 'profile-changed', what: 'Identité', by: { type: 'self' } }]);
    expect(JSON.stringify(items)).not.toContain('Dubois');
  });
});

describe('what FranceConnect vouches for', () => {
  const vouched = {
    familyName: 'DUBOIS',
    givenNames: 'Angela Claire',
    birthDate: '1962-00-00',
    birthPlaceCode: '',
    birthCountryCode: '99404',
  };

  it('takes the place of what was typed, and is locked; what does not fit is left out', async () => {
    await save(0, { familyName: 'Du Bois', usualName: 'Petit' });
    await receive(vouched);
    expect((await read()).fields).toMatchObject({
      familyName: { value: 'DUBOIS', from: 'france-connect', locked: true },
      birthDate: { value: '1962-00-00', locked: true },
      usualName: { value: 'Petit', from: 'typed', locked: false },
      birthPlaceCode: null,
    });
  });

  it('is not edited, in words that say whom to ask; the rest is', async () => {
    await receive(vouched);
    const same = { familyName: 'DUBOIS', givenNames: 'Angela Claire', birthDate: '1962-00-00', birthCountryCode: '99404' };
    await expect(save(1, { ...same, familyName: 'Autre' })).rejects.toMatchObject({
      kind: 'profile-field-locked',
      detail: expect.stringContaining('le nom de naissance') as string,
    });
    expect(await save(1, { ...same, usualName: 'Petit' })).toMatchObject({
      version: 2,
      fields: { familyName: { locked: true }, usualName: { value: 'Petit', locked: false } },
    });
  });

  it('is edited again after the link has ended', async () => {
    await receive(vouched);
    await dynamo.commit({ writes: [identityReleased(dynamo.tables.profiles, accountId)] });
    expect((await read()).fields.familyName).toMatchObject({ value: 'DUBOIS', from: 'france-connect', locked: false });
    expect(await save(2, { familyName: 'Autre' })).toMatchObject({ fields: { familyName: { value: 'Autre', from: 'typed' } } });
  });
});
