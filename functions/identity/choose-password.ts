import type { citizenPages } from '../../schemas/routes/citizen-pages.ts';
import type { Clock } from '../shared/clock.ts';
import { deviceInWords } from '../shared/device.ts';
import type { UseCase } from '../shared/router.ts';
import { accountOf } from './activate-account.ts';
import { passwordError } from './asking/password-errors.ts';
import { newPasswordPage, passwordChosenPage, passwordLinkGonePage } from './pages/new-password.ts';
import type { IsCommonPassword } from './passwords/common-passwords.ts';
import type { PasswordHashes } from './passwords/password-hashes.ts';
import type { BearAccount } from './store/births.ts';
import type { Link, LinkStore } from './store/links.ts';
import type { PasswordStore } from './store/passwords.ts';
import type { People } from './store/people.ts';

export interface ChoosePasswordDependencies {
  links: Pick<LinkStore, 'find'>;
  people: Pick<People, 'account' | 'pending'>;
  passwords: Pick<PasswordStore, 'read' | 'change'>;
  isCommon: IsCommonPassword;
  hashes: Pick<PasswordHashes, 'hash'>;
  bear: BearAccount;
  newId: () => string;
  clock: Clock;
}

type Target = { email: string; set: (hash: string) => Promise<boolean> };

/**
 * By the link of a mail: for an account, which may have had none before, or for a sign-up that waits, which becomes an account by it. A link that is older than the password that
 * there is does nothing any more.
 */
export const choosePassword =
  (dependencies: ChoosePasswordDependencies): UseCase<typeof citizenPages.choosePassword> =>
  async ({ params: { link: token }, form }, { trail, visitor }) => {
    const { links, people, passwords, isCommon, hashes, bear, newId, clock } = dependencies;
    if (!form.valid) return newPasswordPage(form, 400);
    const at = clock();
    const device = deviceInWords(visitor.agent);

    const ofAccount = async ({ accountId, madeAt }: Link): Promise<Target | undefined> => {
      const [account, before] = accountId ? await Promise.all([people.account(accountId), passwords.read(accountId)]) : [];
      if (!account || (before && before.setAt > madeAt)) return undefined;
      return { email: account.email, set: (hash) => passwords.change({ accountId: account.id, before, hash, at, device, token }, trail) };
    };
    const ofPending = async ({ address }: Link): Promise<Target | undefined> => {
      const pending = address && (await people.pending(address, at));
      if (!pending) return undefined;
      const account = accountOf(pending.email, newId, at);
      return { email: pending.email, set: (hash) => bear({ token, pending, account, hash, at, device }, trail) };
    };

    const link = await links.find('password', token, at);
    const target = link && (await (link.accountId ? ofAccount(link) : ofPending(link)));
    if (!target) return passwordLinkGonePage();
    const wrong = await passwordError(isCommon, form.values.password, target.email);
    if (wrong) return newPasswordPage({ typed: {}, errors: { password: wrong } }, 400);
    return (await target.set(await hashes.hash(form.values.password))) ? passwordChosenPage() : passwordLinkGonePage();
  };
