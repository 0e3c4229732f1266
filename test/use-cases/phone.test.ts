import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountId } from '../../schemas/account.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { lastCode, phoneRoutes } from '../doubles/phone-routes.ts';

let log: ReturnType<typeof keepLogLines>;
beforeEach(() => {
  log = keepLogLines();
});
afterEach(() => log.restore());

const newAccount = () => AccountId.parse(randomUUID());

describe('verifying a phone', () => {
  it('sends a code, and keeps the number once the code comes back', async () => {
    const phone = phoneRoutes();
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
    const phone = phoneRoutes();
    const [me, other] = [newAccount(), newAccount()];
    await phone.choose(me);
    await phone.choose(other, '06 98 76 54 32');
    const kept = (await phone.store.overview(me, new Date())).verification;
    expect(JSON.stringify(kept)).not.toContain('100000');
    await expect(phone.verify(other, '100000')).rejects.toMatchObject({ kind: 'phone-code-wrong' });
    expect((await phone.read(me)).number).toBeNull();
  });

  it('takes a code once', async () => {
    const phone = phoneRoutes();
    const me = newAccount();
    await phone.choose(me);
    await phone.verify(me, lastCode(phone.texts));
    await expect(phone.verify(me, lastCode(phone.texts))).rejects.toMatchObject({ kind: 'phone-code-gone' });
  });

  it('takes no code after ten minutes', async () => {
    const phone = phoneRoutes();
    const me = newAccount();
    await phone.choose(me);
    phone.wait(10);
    await expect(phone.verify(me, lastCode(phone.texts))).rejects.toMatchObject({ kind: 'phone-code-gone' });
    expect((await phone.read(me)).waiting).toBeNull();
  });

  it('gives five tries, and then not even the right code is worth anything', async () => {
    const phone = phoneRoutes();
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
    const phone = phoneRoutes();
    const me = newAccount();
    await phone.choose(me);
    await phone.choose(me);
    await expect(phone.verify(me, '100000')).rejects.toMatchObject({ kind: 'phone-code-wrong' });
    expect(await phone.verify(me, '100001')).toMatchObject({ number: '+33 •••••••78' });
  });

  it('keeps the number of before until the new one is verified', async () => {
    const phone = phoneRoutes();
    const me = newAccount();
    await phone.choose(me);
    await phone.verify(me, lastCode(phone.texts));
    expect(await phone.choose(me, '06 98 76 54 32')).toMatchObject({ number: '+33 •••••••78', waiting: { number: '+33 •••••••32' } });
    expect(await phone.verify(me, lastCode(phone.texts))).toMatchObject({ number: '+33 •••••••32', waiting: null });
  });

  it('forgets a number that is removed, says that alerts come by mail, and tells it once', async () => {
    const phone = phoneRoutes();
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
