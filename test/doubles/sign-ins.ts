import { randomUUID } from 'node:crypto';
import { SIGN_IN_COOKIE } from '../../functions/identity/sign-in/open-sign-in.ts';
import type { Shown, SignIn, SignInStore } from '../../functions/identity/store/sign-ins.ts';
import { aVisitor } from './context.ts';

export const aSignIn = (over: Partial<SignIn> = {}): SignIn => ({
  uid: randomUUID().replaceAll('-', ''),
  prompt: 'login',
  clientId: 'site',
  clientAddress: 'https://parvis.exemple/retour',
  scopes: ['openid'],
  returnTo: 'https://parvis.exemple/api/identity/auth/resume',
  settled: {},
  ...over,
});

/** The browser in which a sign-in began. */
export const browserOf = ({ uid }: SignIn) => aVisitor({ [SIGN_IN_COOKIE]: uid });

/** Sign-ins that the provider has begun; `ended` are the results that it goes on with. */
export const signInsInMemory = (...begun: SignIn[]): SignInStore & { ended: Record<string, unknown>[] } => {
  const shown = new Map<string, Shown>();
  const ended: Record<string, unknown>[] = [];
  return {
    ended,
    find: async (uid) => begun.find((one) => one.uid === uid),
    shown: async (uid) => shown.get(uid),
    keepShown: async (uid, what) => void shown.set(uid, what),
    endWrites: ({ uid }, result) => {
      ended.push(result);
      shown.delete(uid);
      return [];
    },
  };
};
