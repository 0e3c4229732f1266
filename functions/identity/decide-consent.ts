import { ClientId } from '../../schemas/client.ts';
import type { identityPages } from '../../schemas/routes/identity-pages.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { type Commit, held, type Write } from '../shared/store/commit.ts';
import { historyWrite } from '../shared/store/history.ts';
import { consentPage } from './pages/consent.ts';
import type { AgreedScopes } from './provider/grants.ts';
import { type ConsentQuestion, type ConsentQuestionDependencies, consentQuestion } from './show-consent.ts';
import { SIGN_IN_GONE_ADVICE } from './sign-in/open-sign-in.ts';
import { consentPut } from './store/consents.ts';
import type { SignInStore } from './store/sign-ins.ts';

export interface DecideConsentDependencies extends ConsentQuestionDependencies {
  signIns: Pick<SignInStore, 'find' | 'endWrites'>;
  agreedScopes: AgreedScopes;
  commit: Commit;
  tables: { consents: string; history: string };
  clock: Clock;
}

const agreementWrites = async (
  { agreedScopes, tables, clock }: DecideConsentDependencies,
  { signIn, scopes, name }: ConsentQuestion,
): Promise<Write[]> => {
  const at = clock();
  const accountId = signIn.signedInAs;
  const before = await agreedScopes(accountId, signIn.clientId);
  const agreed = [...new Set([...scopes, ...before.filter((scope) => scope === 'openid' || scope === 'email')])];
  return [
    consentPut(tables.consents, accountId, { sk: ClientId.parse(signIn.clientId), scopes: agreed, since: at.toISOString() }),
    historyWrite(tables.history, { accountId, at, kind: 'consent-given', by: { type: 'self' }, what: name }),
  ];
};

/** Keeps what a person agrees to as an item of ours, which outlives their sessions; a refusal leaves nothing, and the partner learns of it. */
export const decideConsent =
  (dependencies: DecideConsentDependencies): UseCase<typeof identityPages.decideConsent> =>
  async ({ params, form }, { visitor, trail, problem }) => {
    const { signIns, commit } = dependencies;
    const question = await consentQuestion(dependencies, params.uid, visitor);
    if (!question) throw problem('sign-in-gone', SIGN_IN_GONE_ADVICE);
    const { signIn } = question;
    if (!form.valid) return { page: consentPage(question), status: 400, formsLeadTo: [signIn.clientAddress] };
    const accepts = form.values.choice === 'accept';
    const result = accepts ? { consent: {} } : { error: 'access_denied', error_description: 'the person did not agree' };
    const writes = [...signIns.endWrites(signIn, result), ...(accepts ? await agreementWrites(dependencies, question) : [])];
    const about = { clientId: signIn.clientId, choice: form.values.choice };
    const ended = await held(commit({ writes, trail: { ...trail, actor: signIn.signedInAs }, about }));
    if (!ended) throw problem('sign-in-gone', SIGN_IN_GONE_ADVICE);
    return { to: new URL(signIn.returnTo) };
  };
