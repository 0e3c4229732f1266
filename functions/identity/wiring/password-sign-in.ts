import type { Environment } from '../../../schemas/environment.ts';
import type { identityPages } from '../../../schemas/routes/identity-pages.ts';
import type { dynamo } from '../../shared/aws.ts';
import type { UseCase } from '../../shared/router.ts';
import type { ShowSignInDependencies } from '../show-sign-in.ts';
import { signIn } from '../sign-in.ts';
import { wireChecker } from './checker.ts';
import { wireDoor } from './door.ts';
import { wireTakeProof } from './take-proof.ts';

/** Signing in by a password, loaded when somebody sends one: who only opens the page waits for none of it. */
export const passwordSignIn = (
  client: ReturnType<typeof dynamo>,
  environment: Environment<'identity-pages'>,
  shown: ShowSignInDependencies,
): { signIn: UseCase<typeof identityPages.signIn> } => ({
  signIn: signIn({
    ...shown,
    checker: wireChecker(client, environment),
    captcha: wireDoor(client, environment).captcha,
    takeProof: wireTakeProof(client, environment),
  }),
});
