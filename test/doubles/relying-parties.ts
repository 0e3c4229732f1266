import type { CustomFetch } from 'openid-client';
import { decryptionKeyring } from '../../functions/identity/federation/decryption-keys.ts';
import { openidRelyingParty, type RelyingPartySettings } from '../../functions/identity/federation/openid-relying-party.ts';
import type { LookAlike } from '../../local/look-alikes/look-alike.ts';
import type { StateProvider } from '../../schemas/federation.ts';
import { CLIENT_SECRET } from './look-alike-server.ts';

export const encryptionKeyring = decryptionKeyring(JSON.stringify({ k1: 'the text of a secret that is long enough for all' }));

/** Ourselves, as a look-alike at that address knows us. */
export const partyOf = (
  lookAlike: LookAlike,
  { address, issuer }: { address: string; issuer: string },
  changes: Partial<RelyingPartySettings> = {},
) =>
  openidRelyingParty({
    provider: lookAlike.prefix.slice(1) as StateProvider,
    issuer,
    clientId: lookAlike.client.id,
    callback: address + lookAlike.client.callback,
    departed: address + lookAlike.client.departed,
    readSecret: async () => CLIENT_SECRET,
    ...(lookAlike.settings.encrypts && { readKeyring: async () => encryptionKeyring }),
    clock: () => new Date(),
    ...changes,
  });

/** The network, with somebody in it who changes what comes from paths that end so. */
export const tampering =
  (path: string, change: (text: string, response: Response) => Response | Promise<Response>): CustomFetch =>
  async (address, options) => {
    const response = await fetch(address, options as RequestInit);
    return new URL(address).pathname.endsWith(path) ? change(await response.text(), response) : response;
  };
