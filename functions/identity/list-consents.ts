import type { identity } from '../../schemas/routes/identity.ts';
import type { UseCase } from '../shared/router.ts';
import type { FindClient } from './store/clients.ts';
import type { ConsentStore } from './store/consents.ts';

export interface ListConsentsDependencies {
  consents: Pick<ConsentStore, 'of'>;
  findClient: FindClient;
}

/** The partners that a person let know something of them, the latest first. */
export const listConsents =
  ({ consents, findClient }: ListConsentsDependencies): UseCase<typeof identity.listConsents> =>
  async (_input, { caller }) => {
    const agreed = (await consents.of(caller.accountId)).toSorted((one, other) => other.since.localeCompare(one.since));
    const items = await Promise.all(
      agreed.map(async ({ sk: clientId, scopes, since }) => {
        const partner = (await findClient(clientId))?.client;
        return { clientId, name: partner?.name ?? clientId, purpose: partner?.kind === 'partner' ? partner.purpose : '', scopes, since };
      }),
    );
    return { items };
  };
