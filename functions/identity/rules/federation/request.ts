import type { StateProvider } from '../../../../schemas/federation.ts';
import { askedLevel } from './levels.ts';

const scopes: Record<StateProvider, string> = {
  franceconnect: 'openid identite_pivot preferred_username email',
  proconnect: 'openid given_name usual_name email',
};

/** ProConnect tells how an agent signed in only to who asks for it so. */
const claims: Partial<Record<StateProvider, string>> = {
  proconnect: JSON.stringify({ id_token: { amr: { essential: true } } }),
};

/**
 * The parameters of an authorization request beside the client's own: no other may be there. FranceConnect refuses what it does not know, PKCE
 * with it: there the code is bound to us by our secret, and to the browser by state and nonce.
 */
export const authorizationParameters = (provider: StateProvider, { state, nonce }: { state: string; nonce: string }) => ({
  scope: scopes[provider],
  acr_values: askedLevel(provider),
  state,
  nonce,
  ...(claims[provider] && { claims: claims[provider] }),
});
