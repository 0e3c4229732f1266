import { type Account, AccountId, SpaceId } from '../../schemas/account.ts';
import type { citizenPages } from '../../schemas/routes/citizen-pages.ts';
import type { Clock } from '../shared/clock.ts';
import { deviceInWords } from '../shared/device.ts';
import type { UseCase } from '../shared/router.ts';
import { sayWait } from './asking/admit-ask.ts';
import { networksOf } from './networks.ts';
import { activatedPage, activationLinkGonePage, activationPage } from './pages/activation.ts';
import type { PasswordHashes } from './passwords/password-hashes.ts';
import type { BearAccount } from './store/births.ts';
import type { LinkStore } from './store/links.ts';
import type { FindPending } from './store/pendings.ts';
import type { Throttle } from './throttle.ts';

export interface ActivateDependencies {
  links: Pick<LinkStore, 'find'>;
  pending: FindPending;
  hashes: Pick<PasswordHashes, 'matches'>;
  throttle: Throttle;
  bear: BearAccount;
  newId: () => string;
  clock: Clock;
}

export const accountOf = (email: string, newId: () => string, at: Date): Account => ({
  id: AccountId.parse(newId()),
  email,
  role: 'citizen',
  status: 'active',
  personalSpaceId: SpaceId.parse(newId()),
  openedAt: at.toISOString(),
});

const WRONG = 'Ce n’est pas le mot de passe choisi lors de la dernière inscription avec cette adresse.';

/**
 * Asks for the mailbox and for the password: somebody else may have signed up with this address, and who only opens the mail must not get an account
 * of which a stranger knows the password.
 */
export const activateAccount =
  ({ links, pending, hashes, throttle, bear, newId, clock }: ActivateDependencies): UseCase<typeof citizenPages.activateAccount> =>
  async ({ params: { link: token }, form }, { trail, visitor }) => {
    if (!form.valid) return activationPage(form, 400);
    const at = clock();
    const link = await links.find('activation', token, at);
    const waiting = link?.address && (await pending(link.address, at));
    if (!link?.address || !waiting) return activationLinkGonePage();
    const { network, neighbourhood } = networksOf(visitor.address);
    const admission = await throttle.enter({ 'account-here': `${link.address} ${network}`, network, neighbourhood }, true);
    if (!admission.admitted) {
      const wait = 'waitSeconds' in admission ? admission.waitSeconds : 1;
      return activationPage({ typed: {}, errors: { password: `Trop d’essais : réessayez dans ${sayWait(wait)}.` } }, 429);
    }
    if (!(await hashes.matches(form.values.password, waiting.hash))) {
      await admission.keep();
      return activationPage({ typed: {}, errors: { password: WRONG } }, 400);
    }
    await admission.forget();
    const account = accountOf(waiting.email, newId, at);
    const birth = { token, pending: waiting, account, hash: waiting.hash, at, device: deviceInWords(visitor.agent) };
    return (await bear(birth, { ...trail, actor: account.id })) ? activatedPage() : activationLinkGonePage();
  };
