import { randomUUID } from 'node:crypto';
import type { Environment } from '../../../schemas/environment.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { registerWebhook } from '../register-webhook.ts';
import { rotateWebhookSecret } from '../rotate-webhook-secret.ts';
import type { EndpointStore } from '../store/endpoint-store.ts';
import { newKey, sealingKeys } from './secrets.ts';

/** The use cases that make a secret and seal it. */
export const secretUseCases = (endpoints: EndpointStore, environment: Environment<'webhooks-api'>) => {
  const readKeyring = sealingKeys(environment.WEBHOOK_KEYS_SECRET);
  const loopback = environment.WEBHOOK_LOOPBACK === 'taken';
  return {
    registerWebhook: registerWebhook({ endpoints, readKeyring, clock, newId: randomUUID, newKey, loopback }),
    rotateWebhookSecret: rotateWebhookSecret({ endpoints, readKeyring, clock, newKey }),
  };
};
