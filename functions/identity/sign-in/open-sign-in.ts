import type { Visitor } from '../../shared/context.ts';
import type { SignIn, SignInStore } from '../store/sign-ins.ts';

/** By this cookie the provider ties a sign-in to the browser in which it began. */
export const SIGN_IN_COOKIE = 'parvis_sign_in';

/** What people can do when their sign-in is no longer there. */
export const SIGN_IN_GONE_ADVICE =
  'La page est restée ouverte trop longtemps, ou la connexion est déjà faite dans un autre onglet. Revenez au site et connectez-vous de nouveau.';

/** The sign-in that a page belongs to; undefined when it has ended, or began in another browser: a link that somebody sends signs nobody in. */
export const openSignIn = async (signIns: Pick<SignInStore, 'find'>, uid: string, visitor: Visitor): Promise<SignIn | undefined> =>
  visitor.cookies.get(SIGN_IN_COOKIE) === uid ? signIns.find(uid) : undefined;

/** The part of the site's addresses under which a sign-in has its pages. */
export const signInPath = (uid: string, step = ''): `/${string}` => `/api/identity/interaction/${uid}${step === '' ? '' : `/${step}`}`;
