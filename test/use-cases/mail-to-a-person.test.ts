import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onMailAddressDoubted, onMailAddressStopped, onMailAddressTrusted } from '../../functions/accounts/on-mail-address-news.ts';
import { readMyAccount } from '../../functions/accounts/read-my-account.ts';
import { resumeMail } from '../../functions/accounts/resume-mail.ts';
import type { KeptAccount } from '../../functions/accounts/store/kept-account.ts';
import { hashAddress } from '../../functions/shared/address.ts';
import { addressTrouble } from '../../functions/shared/mail-state.ts';
import { accountsInMemory, anAccount } from '../doubles/accounts.ts';
import { contextOf, readerContextOf } from '../doubles/context.ts';
import { keepLogLines } from '../doubles/log-lines.ts';

const HOUR = 60 * 60 * 1000;
const START = Date.UTC(2026, 2, 2, 8);
const at = (hours: number): string => new Date(START + hours * HOUR).toISOString();

let log: ReturnType<typeof keepLogLines>;
beforeEach(() => {
  log = keepLogLines();
});
afterEach(() => log.restore());

/** A person with an account, the news that reaches it, and what the person does. */
const given = async () => {
  const store = accountsInMemory();
  const account = anAccount({ email: 'Camille@Exemple.fr' });
  await store.open(account, contextOf(account.id).trail);
  let now = START;
  const address = hashAddress('camille@exemple.fr');
  return {
    store,
    account,
    wait: (hours: number) => {
      now += hours * HOUR;
    },
    bounce: (hours: number, reason: 'bounce' | 'complaint' | 'soft-bounces' = 'bounce', of = address) =>
      onMailAddressStopped(store)({ address: of, reason, at: at(hours), sentAt: at(hours) }),
    doubt: (hours: number) => onMailAddressDoubted(store)({ address, at: at(hours) }),
    trust: (hours: number) => onMailAddressTrusted(store)({ address, at: at(hours) }),
    resume: () => resumeMail({ store, clock: () => new Date(now) })({}, contextOf(account.id)),
    mail: async () => (await readMyAccount({ store })({}, readerContextOf(account.id))).mail,
    trouble: async () => {
      const kept: KeptAccount | undefined = await store.find(account.id);
      return kept && addressTrouble(kept.email, kept.mail);
    },
  };
};

describe('a person whose address rejects a mail', () => {
  it('reads in their account that no more mails come, why, and since when', async () => {
    const { bounce, mail, trouble } = await given();
    await bounce(1);
    expect(await mail()).toMatchObject({ state: 'stopped', reason: 'bounce', since: at(1) });
    expect((await mail()).explanation).toContain('vous pouvez reprendre les envois');
    expect(await trouble()).toBe('stopped');
  });

  it('is stopped once when the event comes twice', async () => {
    const { bounce, mail } = await given();
    await bounce(1);
    await bounce(1);
    expect((await mail()).since).toBe(at(1));
    expect(log.lines().filter(({ message }) => message === 'mail.address-stopped')).toHaveLength(1);
  });

  it('is harmed by no news of an address that nobody has, or that somebody else has', async () => {
    const { bounce, mail } = await given();
    await bounce(1, 'bounce', hashAddress('ancienne@exemple.fr'));
    expect((await mail()).state).toBe('ok');
  });

  it('resumes, and is stopped again at once by the next mail that comes back, not by an old event', async () => {
    const { bounce, resume, mail, wait } = await given();
    await bounce(1);
    wait(10);
    expect(await resume()).toMatchObject({ state: 'ok' });
    await bounce(1);
    expect((await mail()).state).toBe('ok');
    await bounce(12);
    expect(await mail()).toMatchObject({ state: 'stopped', since: at(12) });
  });

  it('resumes three times within thirty days, and again after that', async () => {
    const { bounce, resume, wait, mail } = await given();
    for (const time of [1, 2, 3]) {
      await bounce(time * 10);
      wait(10);
      await resume();
    }
    await bounce(40);
    wait(10);
    await expect(resume()).rejects.toMatchObject({ kind: 'too-many-resumptions', detail: expect.stringContaining('3 fois') });
    expect((await mail()).state).toBe('stopped');
    wait(31 * 24);
    expect(await resume()).toMatchObject({ state: 'ok' });
  });

  it('may resume when nothing is stopped: nothing changes, and it costs none of the three', async () => {
    const { bounce, resume, store, account } = await given();
    for (let time = 0; time < 5; time++) expect(await resume()).toMatchObject({ state: 'ok' });
    expect(await store.find(account.id)).toEqual(account);
    await bounce(1);
    await expect(resume()).resolves.toMatchObject({ state: 'ok' });
  });

  it('is not told of a doubt, and the doubt ends when a mail arrives', async () => {
    const { doubt, trust, mail, trouble } = await given();
    await doubt(1);
    expect(await trouble()).toBe('doubtful');
    expect((await mail()).state).toBe('ok');
    await trust(2);
    await doubt(1);
    expect(await trouble()).toBeUndefined();
  });

  it('never has their address in a log', async () => {
    const { bounce, resume } = await given();
    await bounce(1, 'complaint');
    await resume();
    expect(log.text().toLowerCase()).not.toContain('camille');
  });
});

describe('somebody without an account', () => {
  it('has nothing to resume', async () => {
    const store = accountsInMemory();
    const nobody = contextOf(anAccount().id);
    await expect(resumeMail({ store, clock: () => new Date(START) })({}, nobody)).rejects.toMatchObject({ kind: 'account-not-found' });
  });
});
