import type { WebhookId } from '../../schemas/webhook.ts';
import { type Keyring, keyringOf, seal, sealingKeyId, unseal } from '../shared/keyring.ts';
import type { ReadKeyring } from '../shared/store/keyring.ts';
import { secretText } from './rules/signature.ts';

/** Names what the keys may do: a key derived from the same secret for another purpose opens nothing here. */
const PURPOSE = 'parvis webhook secret 1';

export const webhookKeyring = (secret: string): Keyring => keyringOf(secret, PURPOSE);

/** A secret for the table, bound to its endpoint: put beside another one it does not open. */
export const sealSecret = (keyring: Keyring, key: Uint8Array, webhookId: WebhookId): string => seal(keyring, key, webhookId);

/** Opens what was sealed. Throws when it cannot: nothing may then be sent, for nobody could tell that it is ours. */
export const openSecret = async (readKeyring: ReadKeyring, sealed: string, webhookId: WebhookId): Promise<string> => {
  const key = unseal(await readKeyring(sealingKeyId(sealed)), sealed, webhookId);
  if (!key) throw new Error('the secret of a webhook does not open');
  return secretText(key);
};
