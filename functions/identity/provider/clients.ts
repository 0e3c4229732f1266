import type { AdapterPayload, AllClientMetadata } from 'oidc-provider';
import { type RegisteredClient, SITE_CLIENT } from '../../../schemas/client.ts';
import { API_SCOPE } from '../../../schemas/token.ts';

/** What a program without a person may ask for: no route of the API takes it for somebody's. */
export const SERVICE_SCOPE = 'parvis.service';

/** The site itself: public, so it proves each time by PKCE that the code is for who asked. */
export const siteClient = (siteAddress: string): AllClientMetadata & { client_id: string } => ({
  client_id: SITE_CLIENT.id,
  client_name: 'Parvis',
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: [`${siteAddress}${SITE_CLIENT.returnsTo}`],
  post_logout_redirect_uris: [`${siteAddress}${SITE_CLIENT.signedOutTo}`],
  scope: `openid ${API_SCOPE}`,
});

/** A registered client in the provider's own words. The hash of a secret stands where the secret would. */
export const clientMetadata = (client: RegisteredClient, secretHash: string | undefined): AdapterPayload => ({
  client_id: client.id,
  client_name: client.name,
  ...(client.proof.by === 'secret'
    ? { token_endpoint_auth_method: 'client_secret_basic', client_secret: secretHash }
    : { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: client.proof.keys } }),
  ...(client.kind === 'partner'
    ? {
        subject_type: 'pairwise',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: [...client.returnsTo],
        post_logout_redirect_uris: [...client.signedOutTo],
        scope: client.scopes.join(' '),
        userinfo_signed_response_alg: 'ES256',
      }
    : { grant_types: ['client_credentials'], response_types: [], redirect_uris: [], scope: SERVICE_SCOPE }),
});
