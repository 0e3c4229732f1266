import { ErrorResponse, type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { SITE_CLIENT } from '../../../schemas/client.ts';
import { API_SCOPE } from '../../../schemas/token.ts';
import { forgetKept } from '../forms/kept.ts';
import { isOwnPlace, issuerOf } from './places.ts';
import { postForm } from './post-form.ts';
import { type Session, SessionEnded } from './session.ts';
import type { SharedStorage } from './shared-storage.ts';

/** A token that ends within this time may end on its way. */
const MARGIN_SECONDS = 20;

const isGood = (user: User): boolean => (user.expires_in ?? 0) > MARGIN_SECONDS;

const managerFor = (storage: SharedStorage): UserManager =>
  new UserManager({
    authority: issuerOf(location.origin),
    client_id: SITE_CLIENT.id,
    redirect_uri: `${location.origin}${SITE_CLIENT.returnsTo}`,
    scope: `openid ${API_SCOPE}`,
    ui_locales: 'fr',
    automaticSilentRenew: false,
    monitorSession: false,
    loadUserInfo: false,
    userStore: storage,
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  });

/** The session that our own provider gives. One tab renews at a time: a refresh token that comes twice would end the session of all. */
export const oidcSession = (storage: SharedStorage): Omit<Session, 'isOpen' | 'onElsewhere'> => {
  const manager = managerFor(storage);

  const renew = (isEnough: (user: User) => boolean): Promise<User> =>
    navigator.locks.request('parvis.renewal', async () => {
      const user = await manager.getUser();
      if (user && isEnough(user)) return user;
      if (!user?.refresh_token) throw new SessionEnded();
      try {
        const renewed = await manager.signinSilent();
        if (!renewed) throw new SessionEnded();
        return renewed;
      } catch (error) {
        if (!(error instanceof ErrorResponse)) throw error;
        await manager.removeUser();
        throw new SessionEnded();
      }
    });

  return {
    async token() {
      const user = await manager.getUser();
      return (user && isGood(user) ? user : await renew(isGood)).access_token;
    },
    renewed: async (refused) => (await renew((user) => isGood(user) && user.access_token !== refused)).access_token,
    signIn: (place, anew = false) => manager.signinRedirect({ state: { place }, ...(anew && { prompt: 'login' }) }),
    async finishSignIn() {
      const answer = new URLSearchParams(location.search);
      if (!answer.has('state') || !(answer.has('code') || answer.has('error'))) return undefined;
      try {
        const user = await manager.signinCallback();
        const place = (user?.state as { place?: unknown } | undefined)?.place;
        return typeof place === 'string' && isOwnPlace(place) ? place : SITE_CLIENT.returnsTo;
      } finally {
        history.replaceState(null, '', location.pathname);
      }
    },
    async signOut() {
      const user = await manager.getUser();
      const end = await manager.metadataService.getEndSessionEndpoint();
      await manager.removeUser();
      forgetKept();
      if (!end) return location.assign('/');
      const back = `${location.origin}${SITE_CLIENT.signedOutTo}`;
      postForm(end, { id_token_hint: user?.id_token, client_id: SITE_CLIENT.id, post_logout_redirect_uri: back });
    },
  };
};
