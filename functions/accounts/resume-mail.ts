import type { accounts } from '../../schemas/routes/accounts.ts';
import type { Clock } from '../shared/clock.ts';
import { mailStateOf, stateOfAddress } from '../shared/mail-state.ts';
import type { UseCase } from '../shared/router.ts';
import { afterResumption, MOST_RESUMPTIONS } from './rules/mail-state.ts';
import type { MailStateStore } from './store/mail-states.ts';

/** News of the address may come in between; it is then looked at again. */
const ATTEMPTS = 5;

interface Dependencies {
  store: Pick<MailStateStore, 'find' | 'keep'>;
  clock: Clock;
}

/** Sends nothing: the next mail that is due is the try, and stops the mails again at once when it comes back. */
export const resumeMail =
  ({ store, clock }: Dependencies): UseCase<typeof accounts.resumeMail> =>
  async (_input, { caller, trail, problem }) => {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const account = await store.find(caller.accountId);
      if (!account) throw problem('account-not-found');
      const kept = stateOfAddress(account.email, account.mail);
      if (!kept?.stopped) return mailStateOf(account.email, kept);
      const next = afterResumption(kept, clock());
      if (next === 'too-often') {
        throw problem('too-many-resumptions', `Vous avez déjà repris les envois ${MOST_RESUMPTIONS} fois en trente jours.`);
      }
      if (await store.keep(account, next, trail)) return mailStateOf(account.email, next);
    }
    throw new Error('the state of an address changed at each attempt');
  };
