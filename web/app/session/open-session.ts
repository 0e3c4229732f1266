import type { Session } from './session.ts';
import { type SharedStorage, sharedStorage } from './shared-storage.ts';

/** The session of this browser: what signs in is only loaded once somebody does, or has. */
export const openSession = (storage: SharedStorage = sharedStorage()): Session => {
  const oidc = () => import('./oidc-session.ts').then(({ oidcSession }) => oidcSession(storage));
  let opened: ReturnType<typeof oidc> | undefined;
  const session = () => {
    opened ??= oidc();
    return opened;
  };
  return {
    isOpen: async () => (await storage.getAllKeys()).length > 0,
    token: async () => (await session()).token(),
    renewed: async (refused) => (await session()).renewed(refused),
    signIn: async (place, anew) => (await session()).signIn(place, anew),
    finishSignIn: async () => (await session()).finishSignIn(),
    signOut: async () => (await session()).signOut(),
    onElsewhere: storage.onElsewhere,
  };
};
