import { type Account, AccountId, SpaceId } from '../../../schemas/account.ts';
import type { federation } from '../../../schemas/routes/federation.ts';
import { TERMS_VERSION } from '../../../schemas/terms.ts';
import type { Clock } from '../../shared/clock.ts';
import type { UseCase } from '../../shared/router.ts';
import type { ReadKeyring } from '../../shared/store/keyring.ts';
import { linkIdOf, tokenOf } from '../links/link-token.ts';
import { lasts } from '../links/new-link.ts';
import type { OpeningStore } from '../store/federation/openings.ts';
import { dropVisit, readVisit } from './first-visit.ts';
import { firstVisitPage } from './pages/first-visit.ts';
import { openingSentPage } from './pages/opening.ts';
import type { SealedCookies } from './sealed-cookies.ts';
import { EXPIRED_ADVICE } from './state-providers.ts';

export interface OpenWithFranceConnectDependencies {
  openings: Pick<OpeningStore, 'ask'>;
  cookies: SealedCookies;
  linkKeys: ReadKeyring;
  clock: Clock;
}

const TOO_OFTEN = 'Vous avez demandé plusieurs messages aujourd’hui. Ouvrez le dernier reçu, ou réessayez demain.';

/**
 * Keeps an address and the subject, and nothing of who that is. Says the same whether or not the address has an account: who writes the letter finds
 * out, and tells it to the mailbox alone.
 */
export const openWithFranceConnect =
  ({ openings, cookies, linkKeys, clock }: OpenWithFranceConnectDependencies): UseCase<typeof federation.openWithFranceConnect> =>
  async ({ form }, { visitor, trail, problem }) => {
    const at = clock();
    const visit = await readVisit(cookies, visitor, at);
    if (!visit) throw problem('arrival-expired', EXPIRED_ADVICE);
    if (!form.valid) return { page: firstVisitPage(visit, form), status: 400 };
    const keyring = await linkKeys();
    const link = linkIdOf(keyring);
    const asked = await openings.ask(
      {
        subject: visit.subject,
        email: form.values.email,
        termsVersion: TERMS_VERSION,
        askedAt: at.toISOString(),
        endsAt: new Date(at.getTime() + lasts.opening).toISOString(),
      },
      { link, token: tokenOf(keyring, 'opening', link) },
      trail,
    );
    if (!asked) return { page: firstVisitPage(visit, { typed: form.typed, errors: { email: TOO_OFTEN } }), status: 429 };
    return { page: openingSentPage(form.values.email), cookies: [dropVisit(cookies)] };
  };

/** A citizen's account as it begins. */
export const newCitizen = (email: string, newId: () => string, at: Date): Account => ({
  id: AccountId.parse(newId()),
  email,
  role: 'citizen',
  status: 'active',
  personalSpaceId: SpaceId.parse(newId()),
  openedAt: at.toISOString(),
});
