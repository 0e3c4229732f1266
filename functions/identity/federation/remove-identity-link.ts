import type { federation } from '../../../schemas/routes/federation.ts';
import type { Clock } from '../../shared/clock.ts';
import type { UseCase } from '../../shared/router.ts';
import type { ReadPassword } from '../store/credentials.ts';
import type { LinkStore } from '../store/federation/links.ts';

export interface RemoveIdentityLinkDependencies {
  links: Pick<LinkStore, 'find' | 'unlink'>;
  passwordOf: ReadPassword;
  clock: Clock;
}

const PASSWORD_ADVICE =
  'Sans cette liaison, vous ne pourriez plus vous connecter. Demandez un lien par courriel pour choisir un mot de passe, puis revenez supprimer la liaison.';

/** Nobody is left without a way in: that there is a password holds in the transaction itself, whatever happens meanwhile. */
export const removeIdentityLink =
  ({ links, passwordOf, clock }: RemoveIdentityLinkDependencies): UseCase<typeof federation.removeIdentityLink> =>
  async ({ params: { provider } }, { caller: { accountId }, trail, problem }) => {
    const link = await links.find(accountId, provider);
    if (!link) throw problem('identity-link-not-found');
    if ((await passwordOf(accountId))?.hash === undefined) throw problem('password-first', PASSWORD_ADVICE);
    if (await links.unlink(link, clock(), trail)) return;
    if (!(await links.find(accountId, provider))) return;
    throw problem('password-first', PASSWORD_ADVICE);
  };
