import type { federation } from '../../../schemas/routes/federation.ts';
import type { UseCase } from '../../shared/router.ts';
import type { ReadPassword } from '../store/credentials.ts';
import type { LinkStore } from '../store/federation/links.ts';

export interface ListIdentityLinksDependencies {
  links: Pick<LinkStore, 'list'>;
  passwordOf: ReadPassword;
}

export const listIdentityLinks =
  ({ links, passwordOf }: ListIdentityLinksDependencies): UseCase<typeof federation.listIdentityLinks> =>
  async (_input, { caller: { accountId } }) => {
    const [found, password] = await Promise.all([links.list(accountId), passwordOf(accountId)]);
    return { items: found.map(({ provider, linkedAt }) => ({ provider, linkedAt, mayBeRemoved: password?.hash !== undefined })) };
  };
