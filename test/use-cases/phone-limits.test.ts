import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TextFate } from '../../functions/alerts/sms/texter.ts';
import { AccountId } from '../../schemas/account.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { phoneRoutes } from '../doubles/phone-routes.ts';

let log: ReturnType<typeof keepLogLines>;
beforeEach(() => {
  log = keepLogLines();
});
afterEach(() => log.restore());

const newAccount = () => AccountId.parse(randomUUID());

describe('codes by SMS', () => {
  it('sends three codes an hour and five a day to an account, whatever its numbers', async () => {
    const phone = phoneRoutes();
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
    const phone = phoneRoutes();
    for (const written of ['06 12 34 56 78', '+33612345678', '0033 6.12.34.56.78']) await phone.choose(newAccount(), written);
    await expect(phone.choose(newAccount())).rejects.toMatchObject({ kind: 'too-many-codes' });
    await phone.choose(newAccount(), '06 98 76 54 32');
  });

  it('sends nothing to a fixed line, nor to another country', async () => {
    const phone = phoneRoutes();
    for (const number of ['01 23 45 67 89', '+32 470 12 34 56', 'bonjour'])
      await expect(phone.choose(newAccount(), number)).rejects.toMatchObject({ kind: 'phone-refused' });
    expect(phone.texts).toEqual([]);
  });

  it.each<[TextFate, string]>([
    ['opted-out', 'phone-opted-out'],
    ['refused', 'phone-refused'],
    ['later', 'sms-unavailable'],
  ])('says so when the SMS is %s, and counts it: nobody has codes without end by failing', async (fate, kind) => {
    const phone = phoneRoutes();
    const me = newAccount();
    phone.answer(fate);
    for (let time = 0; time < 3; time++) await expect(phone.choose(me)).rejects.toMatchObject({ kind });
    phone.answer('accepted');
    await expect(phone.choose(me)).rejects.toMatchObject({ kind: 'too-many-codes' });
  });

  it('sends no code once the budget of the month is used, and rings', async () => {
    const phone = phoneRoutes({ budget: 100_000 });
    await phone.choose(newAccount());
    const other = newAccount();
    await expect(phone.choose(other, '06 98 76 54 32')).rejects.toMatchObject({ kind: 'sms-unavailable' });
    expect(log.lines()).toMatchObject([{ message: 'sms.budget-used', accountId: other }]);
    expect(phone.texts).toHaveLength(1);
  });

  it('sends nothing for a suspended account', async () => {
    const phone = phoneRoutes({ status: 'suspended' });
    await expect(phone.choose(newAccount())).rejects.toMatchObject({ kind: 'account-suspended' });
    expect(phone.texts).toEqual([]);
  });
});
