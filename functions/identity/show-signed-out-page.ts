import type { StateProvider } from '../../schemas/federation.ts';
import type { identityPages } from '../../schemas/routes/identity-pages.ts';
import type { UseCase } from '../shared/router.ts';
import type { OnwardCookie } from './federation/onward.ts';
import { departureOffers } from './federation/pages/ways.ts';
import { isThere } from './federation/places.ts';
import { signedOutPage } from './pages/signed-out.ts';

export interface SignedOutDependencies {
  /** Those of the State's providers that people can come in by. */
  offered: readonly StateProvider[];
  siteAddress: string;
  onward: Pick<OnwardCookie, 'read'>;
}

/** Where people come to when they have signed out of everything here; where they came in by another service, it is offered to leave that too. */
export const showSignedOutPage =
  ({ offered, siteAddress, onward }: SignedOutDependencies): UseCase<typeof identityPages.showSignedOutPage> =>
  async (_input, { visitor }) =>
    signedOutPage(
      departureOffers(offered.filter((provider) => isThere(siteAddress, visitor.cookies, provider))),
      await onward.read(visitor),
    );
