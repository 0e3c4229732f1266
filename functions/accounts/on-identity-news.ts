import type { AccountId } from '../../schemas/account.ts';
import type { CivilIdentity } from '../../schemas/federation.ts';
import type { Clock } from '../shared/clock.ts';
import type { CivilIdentityReader } from '../shared/store/civil-identity.ts';
import type { VouchedIdentityStore } from './store/vouched-identity.ts';

interface Dependencies {
  civilIdentityOf: CivilIdentityReader;
  store: VouchedIdentityStore;
  clock: Clock;
}

/** The names that the profile has for what civil registers say. */
const asProfile = ({ givenNames, birthPlace, birthCountry, ...same }: CivilIdentity) => ({
  ...same,
  givenNames: givenNames.join(' '),
  birthPlaceCode: birthPlace,
  birthCountryCode: birthCountry,
});

/**
 * What holds now is read where links are kept, whichever event tells that something changed: told twice, late or out of order, the profile says
 * the same in the end. Somebody who is gone gets no profile again.
 */
export const onIdentityNews =
  ({ civilIdentityOf, store, clock }: Dependencies) =>
  async ({ accountId }: { accountId: AccountId }): Promise<void> => {
    const identity = await civilIdentityOf(accountId);
    if (identity) await store.receive(accountId, asProfile(identity), clock());
    else await store.release(accountId);
  };
