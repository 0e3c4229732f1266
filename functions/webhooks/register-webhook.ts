import type { webhooks } from '../../schemas/routes/webhooks.ts';
import { MAX_WEBHOOKS, WebhookId } from '../../schemas/webhook.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadKeyring } from '../shared/store/keyring.ts';
import { addressRefusal } from './rules/endpoint-address.ts';
import { secretText } from './rules/signature.ts';
import { sealSecret } from './sealed-secret.ts';
import { shownWebhook } from './shown-webhook.ts';
import type { EndpointStore } from './store/endpoint-store.ts';

export interface RegisterDependencies {
  endpoints: Pick<EndpointStore, 'all' | 'register'>;
  readKeyring: ReadKeyring;
  clock: Clock;
  newId: () => string;
  newKey: () => Uint8Array;
  /** Takes addresses on this machine too. */
  loopback: boolean;
}

/** The secret is in this answer and nowhere else: the table keeps it sealed. */
export const registerWebhook =
  ({ endpoints, readKeyring, clock, newId, newKey, loopback }: RegisterDependencies): UseCase<typeof webhooks.registerWebhook> =>
  async ({ body }, { trail, problem }) => {
    const refusal = addressRefusal(body.address, loopback);
    if (refusal !== undefined) throw problem('webhook-address-refused', refusal);
    if ((await endpoints.all()).length >= MAX_WEBHOOKS) throw problem('too-many-webhooks');
    const now = clock();
    const id = WebhookId.parse(newId());
    const key = newKey();
    const secrets = [{ sealed: sealSecret(await readKeyring(), key, id), until: null }];
    const registered = { ...body, id, registeredAt: now.toISOString(), secrets };
    await endpoints.register(registered, trail);
    const unused = { version: 1, disabled: null, failures: 0, failingSince: null, restUntil: null, turnUntil: null };
    return { webhook: shownWebhook({ ...registered, ...unused }, now), secret: secretText(key) };
  };
