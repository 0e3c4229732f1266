import type { webhooks } from '../../schemas/routes/webhooks.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadKeyring } from '../shared/store/keyring.ts';
import { rotated } from './rules/secrets.ts';
import { secretText } from './rules/signature.ts';
import { sealSecret } from './sealed-secret.ts';
import { shownWebhook } from './shown-webhook.ts';
import type { EndpointStore } from './store/endpoint-store.ts';

export interface RotateDependencies {
  endpoints: Pick<EndpointStore, 'find' | 'change'>;
  readKeyring: ReadKeyring;
  clock: Clock;
  newKey: () => Uint8Array;
}

/** From now on the new secret signs, and for a day the former one too: a partner changes over without missing anything. */
export const rotateWebhookSecret =
  ({ endpoints, readKeyring, clock, newKey }: RotateDependencies): UseCase<typeof webhooks.rotateWebhookSecret> =>
  async ({ params: { webhookId }, body: { version } }, { trail, problem }) => {
    const found = await endpoints.find(webhookId);
    if (!found) throw problem('webhook-not-found');
    const key = newKey();
    const now = clock();
    const secrets = rotated(found.secrets, sealSecret(await readKeyring(), key, webhookId), now);
    if (!secrets) throw problem('webhook-secret-rotated-too-often');
    const changed = await endpoints.change({ id: webhookId, version }, { secrets }, trail);
    if (!changed) throw problem('webhook-outdated');
    return { webhook: shownWebhook(changed, now), secret: secretText(key) };
  };
