import { choosePhone } from '../../functions/alerts/sms/choose-phone.ts';
import { phoneKeyring } from '../../functions/alerts/sms/phone-hashes.ts';
import { readMyPhone } from '../../functions/alerts/sms/read-my-phone.ts';
import { removePhone } from '../../functions/alerts/sms/remove-phone.ts';
import type { TextFate } from '../../functions/alerts/sms/texter.ts';
import { verifyPhone } from '../../functions/alerts/sms/verify-phone.ts';
import type { AccountId, AccountStatus } from '../../schemas/account.ts';
import { anAccount } from './accounts.ts';
import { contextOf, readerContextOf } from './context.ts';
import { phonesInMemory } from './phones-in-memory.ts';

const keyring = phoneKeyring(JSON.stringify({ k1: 'a random text of at least thirty-two characters' }));
const MINUTE = 60_000;

/** The four routes over phones in memory, with a service that sends SMS as it is told to. */
export const phoneRoutes = ({ budget = 10_000_000, status = 'active' }: { budget?: number; status?: AccountStatus } = {}) => {
  const store = phonesInMemory();
  const texts: { number: string; text: string }[] = [];
  let now = Date.UTC(2026, 10, 22, 8);
  let fate: TextFate = 'accepted';
  let codes = 0;
  const view = { store, limits: { perAccount: 30, budget }, clock: () => new Date(now) };
  const choose = choosePhone({
    ...view,
    accounts: { standingOf: async () => anAccount({ status }) },
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

/** The code of the last SMS. */
export const lastCode = (texts: { text: string }[]): string => /\d{6}/.exec(texts.at(-1)?.text ?? '')?.[0] ?? '';
