import { type Html, html } from '../../shared/html.ts';
import { signInPath } from '../sign-in/open-sign-in.ts';
import type { SignIn } from '../store/sign-ins.ts';
import { passkeyForm, passkeyScript } from './pages/passkey-form.ts';
import { type CeremonyDependencies, passkeyCeremonies } from './passkey-ceremonies.ts';

/** A way to come in without a password, for any passkey that the browser keeps for us: we do not know yet whose. */
export type PasskeyWay = (signIn: SignIn) => Promise<Html>;

export const passkeyWay =
  (dependencies: CeremonyDependencies): PasskeyWay =>
  async ({ uid }) =>
    html`${passkeyForm({
      action: signInPath(uid, 'passkey'),
      does: 'get',
      options: await passkeyCeremonies(dependencies).signIn(uid, []),
      button: 'Me connecter avec une clé d’accès',
    })}
${passkeyScript}`;
