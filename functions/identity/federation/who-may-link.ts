import type { StateProvider } from '../../../schemas/federation.ts';
import type { KnownAccount } from '../store/federation/known-accounts.ts';

/** FranceConnect is for citizens, ProConnect for those who work here. */
export const isFor = (provider: StateProvider, { role }: Pick<KnownAccount, 'role'>): boolean =>
  (provider === 'franceconnect') === (role === 'citizen');

export const TAKEN_ADVICE =
  'Un autre compte Parvis est lié à cette identité. Connectez-vous avec elle pour l’ouvrir, puis supprimez sa liaison si vous voulez la lier à ce compte-ci.';
export const OTHER_IDENTITY_ADVICE = 'Supprimez d’abord cette liaison depuis votre compte.';
