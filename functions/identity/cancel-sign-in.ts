import type { identityPages } from '../../schemas/routes/identity-pages.ts';
import type { UseCase } from '../shared/router.ts';
import { type Commit, held } from '../shared/store/commit.ts';
import { openSignIn, SIGN_IN_GONE_ADVICE } from './sign-in/open-sign-in.ts';
import type { SignInStore } from './store/sign-ins.ts';

export interface CancelSignInDependencies {
  signIns: Pick<SignInStore, 'find' | 'endWrites'>;
  commit: Commit;
}

/** Goes back to the service that asked, which learns that the person would not. */
export const cancelSignIn =
  ({ signIns, commit }: CancelSignInDependencies): UseCase<typeof identityPages.cancelSignIn> =>
  async ({ params }, { visitor, trail, problem }) => {
    const signIn = await openSignIn(signIns, params.uid, visitor);
    if (!signIn) throw problem('sign-in-gone', SIGN_IN_GONE_ADVICE);
    const result = { error: 'access_denied', error_description: 'the person went back' };
    const writes = signIns.endWrites(signIn, result);
    const ended = await held(commit({ writes, trail, about: { clientId: signIn.clientId } }));
    if (!ended) throw problem('sign-in-gone', SIGN_IN_GONE_ADVICE);
    return { to: new URL(signIn.returnTo) };
  };
