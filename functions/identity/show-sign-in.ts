import { EmailAddress } from '../../schemas/account.ts';
import type { identityPages } from '../../schemas/routes/identity-pages.ts';
import type { UseCase } from '../shared/router.ts';
import { passkeyUses } from './factors/pages/passkey-form.ts';
import { untouched } from './pages/form-parts.ts';
import { signInPage, type Ways } from './pages/sign-in.ts';
import { openSignIn, SIGN_IN_GONE_ADVICE, signInPath } from './sign-in/open-sign-in.ts';
import type { SignIn, SignInStore } from './store/sign-ins.ts';

export interface ShowSignInDependencies {
  signIns: Pick<SignInStore, 'find'>;
  ways: (signIn: SignIn) => Promise<Ways>;
}

/** Where the provider sends people when it needs something of them. */
export const showSignIn =
  ({ signIns, ways }: ShowSignInDependencies): UseCase<typeof identityPages.showSignIn> =>
  async ({ params }, { visitor, problem }) => {
    const signIn = await openSignIn(signIns, params.uid, visitor);
    if (!signIn) throw problem('sign-in-gone', SIGN_IN_GONE_ADVICE);
    if (signIn.prompt === 'consent') return { to: signInPath(signIn.uid, 'consent') };
    const email = EmailAddress.safeParse(signIn.hint).data;
    const form = email === undefined ? untouched : { ...untouched, typed: { email } };
    return { page: signInPage(signIn, await ways(signIn), { form }), uses: passkeyUses, formsLeadTo: [signIn.clientAddress] };
  };
