import { doorKeyring } from '../../functions/identity/door-keys.ts';
import { judgeProofs } from '../../functions/identity/factors/judge-proofs.ts';
import { keepRecoveryCodes } from '../../functions/identity/factors/step/keep-recovery-codes.ts';
import { proveFactor } from '../../functions/identity/factors/step/prove-factor.ts';
import { setUpFactor } from '../../functions/identity/factors/step/set-up-factor.ts';
import { showFactorSetUp } from '../../functions/identity/factors/step/show-factor-set-up.ts';
import { showSecondFactor } from '../../functions/identity/factors/step/show-second-factor.ts';
import { signInByPasskey } from '../../functions/identity/factors/step/sign-in-by-passkey.ts';
import { takeProof } from '../../functions/identity/sign-in/take-proof.ts';
import { throttle } from '../../functions/identity/throttle.ts';
import { Account, type Role } from '../../schemas/account.ts';
import type { FactorForm } from '../../schemas/routes/factor-pages.ts';
import type { ShownPage, WayOn } from '../../schemas/routes/route.ts';
import { anAccount } from './accounts.ts';
import { attemptsInMemory } from './attempts.ts';
import { factorDesk } from './factor-desk.ts';
import { aSignIn, browserOf, signInsInMemory } from './sign-ins.ts';

export const textOf = (answer: string | ShownPage | WayOn): string =>
  typeof answer === 'string' ? answer : 'page' in answer ? answer.page : '';
export const wayOf = (answer: string | ShownPage | WayOn): string =>
  typeof answer === 'object' && 'to' in answer ? String(answer.to) : 'a page';
/** What the page gives the browser for a passkey. */
export const challengeOn = (page: string): unknown =>
  (JSON.parse((/data-options="([^"]+)"/.exec(page)?.[1] ?? '{}').replaceAll('&quot;', '"')) as { challenge?: unknown }).challenge;
export const secretOn = (page: string): string => (/class="secret">([A-Z2-7 ]+)</.exec(page)?.[1] ?? '').replaceAll(' ', '');
export const codesOn = (page: string): string[] => [...page.matchAll(/<li><code>([^<]+)</g)].map(([, code = '']) => code);

/** A person in the middle of a sign-in, and all that its steps need. */
export const factorSteps = (role: Role = 'citizen', { site, ...over }: { status?: 'active' | 'suspended'; site?: string } = {}) => {
  const desk = factorDesk(role, site);
  const account = Account.parse({ ...anAccount({ role, ...over }), id: desk.accountId });
  const signIn = aSignIn(site === undefined ? {} : { returnTo: `${site}/fini`, clientAddress: `${site}/retour` });
  const signIns = signInsInMemory(signIn);
  const keyring = doorKeyring(JSON.stringify({ k1: 'y'.repeat(40) }));
  const judge = judgeProofs({ factors: desk.factors, roleOf: async () => account.role });
  const take = takeProof({ signIns, judge, commit: async () => {}, historyTable: 'history', clock: desk.now });
  const dependencies = {
    ...desk.dependencies,
    signIns,
    accountOf: async () => account,
    takeProof: take,
    throttle: throttle({ store: attemptsInMemory(), keys: async () => keyring, clock: desk.now }),
  };
  const visitor = browserOf(signIn);
  const context = {
    ...desk.context,
    caller: undefined,
    trail: { actor: 'public' as const, action: 'test.done', correlationId: 'test' },
    visitor,
  };
  const reading = { ...context, trail: undefined };
  const request = { params: { uid: signIn.uid } };
  const first = (proof: string) => take({ signIn, accountId: account.id, proof, visitor, trail: context.trail });
  const sent = <Values>(values: Values) => ({ ...request, form: { valid: true as const, values, typed: {} } });
  return {
    ...desk,
    signIn,
    signIns,
    context,
    request,
    dependencies,
    first,
    password: () => first('password'),
    show: () => showSecondFactor(dependencies)(request, reading),
    prove: (values: FactorForm, from = context) => proveFactor(dependencies)(sent(values), from),
    showSetUp: () => showFactorSetUp(dependencies)(request, reading),
    setUp: (values: Parameters<typeof sent>[0]) => setUpFactor(dependencies)(sent(values as never), context),
    goOn: () => keepRecoveryCodes(dependencies)(sent({}), context),
    passkey: (passkey: string) => signInByPasskey(dependencies)(sent({ passkey }), context),
  };
};
export const loginsOf = ({ signIns }: ReturnType<typeof factorSteps>) =>
  (signIns.ended as { login: { acr: string; amr: string[] } }[]).map((result) => result.login);
