import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { choosePhone } from '../../functions/alerts/sms/choose-phone.ts';
import { phoneKeyring } from '../../functions/alerts/sms/phone-hashes.ts';
import { readMyPhone } from '../../functions/alerts/sms/read-my-phone.ts';
import { removePhone } from '../../functions/alerts/sms/remove-phone.ts';
import type { TextFate } from '../../functions/alerts/sms/texter.ts';
import { verifyPhone } from '../../functions/alerts/sms/verify-phone.ts';
import { AccountId, type AccountStatus } from '../../schemas/account.ts';
import { contextOf, readerContextOf } from '../doubles/context.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { phonesInMemory } from '../doubles/phones-in-memory.ts';

const keyring = phoneKeyring(JSON.stringify({ k1: 'a random text of at least thirty-two characters' }));
const MINUTE = 60_000;

let log: ReturnType<typeof keepLogLines>;
beforeEach(() => {
  log = keepLogLines();
});
afterEach(() => log.restore());

/** The four routes over phones in memory, with a service that sends SMS as it is told to. */
const routes = ({ budget = 10_000_000, status = 'active' as AccountStatus } = {}) => {
  const store = phonesInMemory();
  const texts: { number: string; text: string }[] = [];
  let now = Date.UTC(2026, 10, 22, 8);
  let fate: TextFate = 'accepted';
  let codes = 0;
  const view = { store, limits: { perAccount: 30, budget }, clock: () => new Date(now) };
  const choose = choosePhone({
    ...view,
    accounts: { statusOf: async () => status },
    keyring: async () => keyring,
    text: async (number, text) => {
      texts.push({ number, text });
      return fate;
    },
    newCode: () => String(100_000 + codes++),
  });
  const verify = verifyPhone({ ...view, keyring: async () => keyring });
  return {
    store,
    texts,
    answer: (next: TextFate) => {
      fate = next;
    },
    wait: (minutes: number) => {
      now += minutes * MINUTE;
    },
    choose: (accountId: AccountId, number = '06 12 34 56 78') => choose({ body: { number } }, contextOf(accountId)),
    verify: (accountId: AccountId, code: string) => verify({ body: { code } }, contextOf(accountId)),
    read: (accountId: AccountId) => readMyPhone(view)({}, readerContextOf(accountId)),
    remove: (accountId: AccountId) => removePhone(view)({}, contextOf(accountId)),
  };
};

const newAccount = () => AccountId.parse(randomUUID());
const lastCode = (texts: { text: string }[]): string => /\d{6}/.exec(texts.at(-1)?.text ?? '')?.[0] ?? '';

describe('verifying a phone', () => {
  it('sends a code, and keeps the number once the code comes back', async () => {
    const phone = routes();
    const me = newAccount();
    expect(await phone.choose(me)).toMatchObject({ number: null, waiting: { number: '+33 •••••••78', until: '2026-11-22T08:10:00.000Z' } });
    expect(phone.texts).toEqual([{ number: '+33612345678', text: expect.stringContaining('100000') }]);
    expect(await phone.verify(me, '100000')).toMatchObject({
      number: '+33 •••••••78',
      verifiedAt: '2026-11-22T08:00:00.000Z',
      waiting: null,
      notices: [],
    });
    expect(await phone.read(me)).toMatchObject({ number: '+33 •••••••78' });
  });

  it('keeps no code that could be read, and none that is worth anything for another account or number', async () => {
    const phone = routes();
    const [me, other] = [newAccount(), newAccount()];
    await phone.choose(me);
    await phone.choose(other, '06 98 76 54 32');
    const kept = (await phone.store.overview(me, new Date())).verification;
    expect(JSON.stringify(kept)).not.toContain('100000');
    await expect(phone.verify(other, '100000')).rejects.toMatchObject({ kind: 'phone-code-wrong' });
    expect((await phone.read(me)).number).toBeNull();
  });

  it('takes a code once', async () => {
    const phone = routes();
    const me = newAccount();
    await phone.choose(me);
    await phone.verify(me, lastCode(phone.texts));
    await expect(phone.verify(me, lastCode(phone.texts))).rejects.toMatchObject({ kind: 'phone-code-gone' });
  });

  it('takes no code after ten minutes', async () => {
    const phone = routes();
    const me = newAccount();
    await phone.choose(me);
    phone.wait(10);
    await expect(phone.verify(me, lastCode(phone.texts))).rejects.toMatchObject({ kind: 'phone-code-gone' });
    expect((await phone.read(me)).waiting).toBeNull();
  });

  it('gives five tries, and then not even the right code is worth anything', async () => {
    const phone = routes();
    const me = newAccount();
    await phone.choose(me);
    const said: unknown[] = [];
    for (let time = 0; time < 5; time++) await phone.verify(me, '999999').catch(({ kind, detail }) => said.push([kind, detail]));
    expect(said).toEqual([
      ['phone-code-wrong', 'Il reste 4 essais.'],
      ['phone-code-wrong', 'Il reste 3 essais.'],
      ['phone-code-wrong', 'Il reste 2 essais.'],
      ['phone-code-wrong', 'Il reste 1 essai.'],
      ['phone-code-wrong', 'Un code s’essaie 5 fois au plus. Demandez-en un nouveau.'],
    ]);
    await expect(phone.verify(me, lastCode(phone.texts))).rejects.toMatchObject({ kind: 'phone-code-gone' });
    expect((await phone.read(me)).number).toBeNull();
  });

  it('takes the last code alone', async () => {
    const phone = routes();
    const me = newAccount();
    await phone.choose(me);
    await phone.choose(me);
    await expect(phone.verify(me, '100000')).rejects.toMatchObject({ kind: 'phone-code-wrong' });
    expect(await phone.verify(me, '100001')).toMatchObject({ number: '+33 •••••••78' });
  });

  it('sends three codes an hour and five a day to an account, whatever its numbers', async () => {
    const phone = routes();
    const me = newAccount();
    for (const digit of [1, 2, 3]) await phone.choose(me, `061234560${digit}`);
    await expect(phone.choose(me, '0612345604')).rejects.toMatchObject({
      kind: 'too-many-codes',
      detail: 'Vous pourrez demander un nouveau code dans 60 minutes.',
    });
    phone.wait(61);
    for (const digit of [4, 5]) await phone.choose(me, `061234560${digit}`);
    phone.wait(61);
    await expect(phone.choose(me, '0612345606')).rejects.toMatchObject({
      kind: 'too-many-codes',
      detail: 'Vous pourrez demander un nouveau code dans 22 heures.',
    });
    expect(phone.texts).toHaveLength(5);
  });

  it('sends as few to a number, whatever the accounts and the writing', async () => {
    const phone = routes();
    for (const written of ['06 12 34 56 78', '+33612345678', '0033 6.12.34.56.78']) await phone.choose(newAccount(), written);
    await expect(phone.choose(newAccount())).rejects.toMatchObject({ kind: 'too-many-codes' });
    await phone.choose(newAccount(), '06 98 76 54 32');
  });

  it('sends nothing to a fixed line, nor to another country', async () => {
    const phone = routes();
    for (const number of ['01 23 45 67 89', '+32 470 12 34 56', 'bonjour'])
      await expect(phone.choose(newAccount(), number)).rejects.toMatchObject({ kind: 'phone-refused' });
    expect(phone.texts).toEqual([]);
  });

  it.each<[TextFate, string]>([
    ['opted-out', 'phone-opted-out'],
    ['refused', 'phone-refused'],
    ['later', 'sms-unavailable'],
  ])('says so when the SMS is %s, and counts it: nobody has codes without end by failing', async (fate, kind) => {
    const phone = routes();
    const me = newAccount();
    phone.answer(fate);
    for (let time = 0; time < 3; time++) await expect(phone.choose(me)).rejects.toMatchObject({ kind });
    phone.answer('accepted');
    await expect(phone.choose(me)).rejects.toMatchObject({ kind: 'too-many-codes' });
  });

  it('sends no code once the budget of the month is used', async () => {
    const phone = routes({ budget: 100_000 });
    await phone.choose(newAccount());
    const other = newAccount();
    await expect(phone.choose(other, '06 98 76 54 32')).rejects.toMatchObject({ kind: 'sms-unavailable' });
    expect(phone.texts).toHaveLength(1);
  });

  it('sends nothing for a suspended account', async () => {
    const phone = routes({ status: 'suspended' });
    await expect(phone.choose(newAccount())).rejects.toMatchObject({ kind: 'account-suspended' });
    expect(phone.texts).toEqual([]);
  });

  it('keeps the number of before until the new one is verified', async () => {
    const phone = routes();
    const me = newAccount();
    await phone.choose(me);
    await phone.verify(me, lastCode(phone.texts));
    expect(await phone.choose(me, '06 98 76 54 32')).toMatchObject({ number: '+33 •••••••78', waiting: { number: '+33 •••••••32' } });
    expect(await phone.verify(me, lastCode(phone.texts))).toMatchObject({ number: '+33 •••••••32', waiting: null });
  });

  it('forgets a number that is removed, says that alerts come by mail, and tells it once', async () => {
    const phone = routes();
    const me = newAccount();
    await phone.choose(me);
    await phone.verify(me, lastCode(phone.texts));
    expect(await phone.remove(me)).toMatchObject({
      number: null,
      notices: ['Votre numéro est retiré. Les alertes que vous aviez choisies par SMS arrivent désormais par courriel.'],
    });
    await phone.remove(me);
    expect(phone.store.ended).toEqual([me]);
    expect(await phone.read(me)).toMatchObject({ number: null, verifiedAt: null, waiting: null, notices: [] });
  });
});
