import { type PartnerScope, partnerScopes } from '../../schemas/client.ts';
import type { identityPages } from '../../schemas/routes/identity-pages.ts';
import type { Visitor } from '../shared/context.ts';
import type { UseCase } from '../shared/router.ts';
import { type AskedConsent, consentPage } from './pages/consent.ts';
import { openSignIn, SIGN_IN_GONE_ADVICE } from './sign-in/open-sign-in.ts';
import type { FindClient } from './store/clients.ts';
import type { SignIn, SignInStore } from './store/sign-ins.ts';

export interface ConsentQuestionDependencies {
  signIns: Pick<SignInStore, 'find'>;
  findClient: FindClient;
}

export interface ConsentQuestion extends AskedConsent {
  signIn: SignIn & { signedInAs: NonNullable<SignIn['signedInAs']> };
}

const isKnown = (scope: string): scope is PartnerScope => scope in partnerScopes;

/** What a partner asks somebody who is signed in, of what it may ask; undefined when nobody is asked anything. */
export const consentQuestion = async (
  { signIns, findClient }: ConsentQuestionDependencies,
  uid: string,
  visitor: Visitor,
): Promise<ConsentQuestion | undefined> => {
  const signIn = await openSignIn(signIns, uid, visitor);
  if (signIn?.prompt !== 'consent' || !signIn.signedInAs) return undefined;
  const partner = (await findClient(signIn.clientId))?.client;
  if (partner?.kind !== 'partner' || partner.disabledAt) return undefined;
  const scopes = signIn.scopes.filter(isKnown).filter((scope) => partner.scopes.includes(scope));
  return { uid, name: partner.name, purpose: partner.purpose, scopes, signIn: { ...signIn, signedInAs: signIn.signedInAs } };
};

export const showConsent =
  (dependencies: ConsentQuestionDependencies): UseCase<typeof identityPages.showConsent> =>
  async ({ params }, { visitor, problem }) => {
    const question = await consentQuestion(dependencies, params.uid, visitor);
    if (!question) throw problem('sign-in-gone', SIGN_IN_GONE_ADVICE);
    return { page: consentPage(question), formsLeadTo: [question.signIn.clientAddress] };
  };
