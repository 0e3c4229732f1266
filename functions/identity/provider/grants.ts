import type { Grant, KoaContextWithOIDC } from 'oidc-provider';
import type { AccountId } from '../../../schemas/account.ts';
import { SITE_CLIENT } from '../../../schemas/client.ts';
import { API_SCOPE } from '../../../schemas/token.ts';

/** What a person has agreed to let a partner know; empty when they have agreed to nothing, or took it back. */
export type AgreedScopes = (accountId: AccountId, clientId: string) => Promise<string[]>;

/**
 * What a client may be given for a person: of the site, all that it is for; of a partner, what the person has agreed to. The agreement is kept by
 * us and outlives sessions, while a grant ends with the sign-out; so a grant is made anew from it.
 */
export const grantFor =
  (api: string, agreed: AgreedScopes) =>
  async (ctx: KoaContextWithOIDC): Promise<Grant | undefined> => {
    const { client, session, provider } = ctx.oidc;
    if (!client || !session?.accountId) return undefined;
    const kept = session.grantIdFor(client.clientId);
    const isSite = client.clientId === SITE_CLIENT.id;
    const scopes = isSite ? ['openid', API_SCOPE] : await agreed(session.accountId as AccountId, client.clientId);
    if (scopes.length === 0) return undefined;
    const grant =
      (kept ? await provider.Grant.find(kept) : undefined) ??
      new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    const has = new Set(grant.getOIDCScope().split(' '));
    if (grant.jti && has.size === scopes.length && scopes.every((scope) => has.has(scope))) return grant;
    const fresh = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    fresh.addOIDCScope(scopes.join(' '));
    if (isSite) fresh.addResourceScope(api, API_SCOPE);
    await fresh.save();
    return fresh;
  };
