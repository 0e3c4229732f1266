import type { identityPages } from '../../schemas/routes/identity-pages.ts';
import type { UseCase } from '../shared/router.ts';
import { signInPage, type Ways } from './pages/sign-in.ts';
import { openSignIn, SIGN_IN_GONE_ADVICE, signInPath } from './sign-in/open-sign-in.ts';
import type { SignInStore } from './store/sign-ins.ts';

export interface ShowSignInDependencies {
  signIns: Pick<SignInStore, 'find'>;
  ways: Ways;
}

/** Where the provider sends people when it needs something of them. */
export const showSignIn =
  ({ signIns, ways }: ShowSignInDependencies): UseCase<typeof identityPages.showSignIn> =>
  async ({ params }, { visitor, problem }) => {
    const signIn = await openSignIn(signIns, params.uid, visitor);
    if (!signIn) throw problem('sign-in-gone', SIGN_IN_GONE_ADVICE);
    if (signIn.prompt === 'consent') return { to: signInPath(signIn.uid, 'consent') };
    return { page: signInPage(signIn, ways), formsLeadTo: [signIn.clientAddress] };
  };
