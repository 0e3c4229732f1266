import type { Clock } from '../../shared/clock.ts';
import { civilIdentityOf } from '../rules/federation/claims.ts';
import type { OpeningStore } from '../store/federation/openings.ts';
import { newCitizen } from './open-with-franceconnect.ts';
import { openedPage } from './pages/opening.ts';
import type { Welcome } from './receive-arrival.ts';
import { OPENING_GONE_ADVICE } from './show-opening.ts';
import { TAKEN_ADVICE } from './who-may-link.ts';

export interface OpenArrivalDependencies {
  openings: Pick<OpeningStore, 'find' | 'open'>;
  newId: () => string;
  clock: Clock;
}

const SOMEBODY_ELSE =
  'Ce n’est pas l’identité avec laquelle ce compte a été demandé. Fermez votre navigateur si vous partagez cet appareil, puis recommencez.';
const HAS_ACCOUNT = 'Connectez-vous à ce compte, puis liez-le à FranceConnect depuis votre espace.';

/** An account is born when the mailbox and FranceConnect speak of the same person: who has one of the two alone gets nothing. */
export const openArrival =
  ({ openings, newId, clock }: OpenArrivalDependencies): Welcome<'open'> =>
  async ({ purpose: { opening: tokenHash }, arrival: { subject, claims } }, { trail, problem }) => {
    const at = clock();
    const opening = await openings.find(tokenHash, at);
    if (!opening) throw problem('opening-gone', OPENING_GONE_ADVICE);
    const identity = civilIdentityOf(claims);
    if (!identity || subject !== opening.subject) throw problem('arrival-refused', SOMEBODY_ELSE);
    const account = newCitizen(opening.email, newId, at);
    const link = { accountId: account.id, provider: 'franceconnect', subject, identity, linkedAt: at.toISOString(), version: 1 } as const;
    const opened = await openings.open({ tokenHash, opening, account, link, at }, trail);
    if (opened === 'gone') throw problem('opening-gone', OPENING_GONE_ADVICE);
    if (opened === 'taken') throw problem('identity-taken', TAKEN_ADVICE);
    if (opened === 'address-taken') throw problem('account-exists', HAS_ACCOUNT);
    return { page: openedPage() };
  };
