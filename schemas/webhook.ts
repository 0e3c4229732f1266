import * as z from 'zod/mini';
import { Audience, FicheId, RevisionNumber } from './fiche.ts';

export const WebhookId = z.uuid().brand('WebhookId').register(z.globalRegistry, { id: 'WebhookId' });
export type WebhookId = z.output<typeof WebhookId>;

/**
 * The `webhook-id` of Standard Webhooks: the same at each attempt and replay, other for each event. Begins with the milliseconds of the event,
 * so that ids sort as their events happened; no full stop, which parts what is signed.
 */
export const WebhookDeliveryId = z
  .string()
  .check(z.regex(/^msg_\d{13}_[0-9a-f]{32}$/))
  .brand('WebhookDeliveryId')
  .register(z.globalRegistry, { id: 'WebhookDeliveryId' });
export type WebhookDeliveryId = z.output<typeof WebhookDeliveryId>;

const ThemeId = z.string().check(z.regex(/^\w[\w-]{0,39}$/));
const MAX_THEMES = 50;

/** What a partner is told of. `themes` empty: all those of the audience. */
export const WebhookInterest = z
  .discriminatedUnion('events', [
    z.object({ events: z.literal('every-revision') }),
    z.object({ events: z.literal('significant') }),
    z.object({
      events: z.literal('significant-of'),
      audience: Audience,
      themes: z.array(ThemeId).check(z.maxLength(MAX_THEMES)),
    }),
  ])
  .register(z.globalRegistry, { id: 'WebhookInterest' });
export type WebhookInterest = z.output<typeof WebhookInterest>;

/** What an administrator says of a partner's endpoint. Which addresses are taken is the business of the use case. */
export const WebhookSettings = z.object({
  address: z.url().check(z.maxLength(500)),
  label: z.string().check(z.trim(), z.minLength(3), z.maxLength(100)),
  interest: WebhookInterest,
});
export type WebhookSettings = z.output<typeof WebhookSettings>;

/** Why nothing is sent any more: an administrator's wish, the partner's own word (410 Gone), or five days without one success. */
export const WebhookDisabled = z.object({ reason: z.enum(['administrator', 'gone', 'failing']), at: z.iso.datetime() });
export type WebhookDisabled = z.output<typeof WebhookDisabled>;

export const Webhook = z
  .extend(WebhookSettings, {
    id: WebhookId,
    /** Changes with the settings, the state and the secret: sent back so that nobody overwrites somebody else's work unseen. */
    version: z.int(),
    registeredAt: z.iso.datetime(),
    /** Null while it is sent to. What happens meanwhile waits until it is enabled. */
    disabled: z.nullable(WebhookDisabled),
    /** Since when every attempt has failed; null after a success. */
    failingSince: z.nullable(z.iso.datetime()),
    /** Until when the former secret signs too, after a rotation. */
    formerSecretUntil: z.nullable(z.iso.datetime()),
  })
  .register(z.globalRegistry, { id: 'Webhook' });
export type Webhook = z.output<typeof Webhook>;

/** Shown once, when it is made: `whsec_` and the key in base64. */
export const WebhookSecret = z.string().check(z.regex(/^whsec_[A-Za-z0-9+/]+=*$/));

export const WebhookEventType = z.enum(['fiche.significant', 'fiche.revised', 'webhook.test']);
export type WebhookEventType = z.output<typeof WebhookEventType>;

/** What became of the last attempt: the status that was answered, or why there was no answer. */
export const WebhookOutcome = z.object({
  at: z.iso.datetime(),
  status: z.nullable(z.int()),
  failure: z.nullable(z.enum(['refused-status', 'too-slow', 'unreachable', 'refused-address'])),
});
export type WebhookOutcome = z.output<typeof WebhookOutcome>;

export const WebhookDelivery = z
  .object({
    id: WebhookDeliveryId,
    type: WebhookEventType,
    occurredAt: z.iso.datetime(),
    /** `failed`: given up after the whole schedule of attempts; only a replay sends it again. */
    state: z.enum(['pending', 'delivered', 'failed']),
    /** Since the event, replays included. */
    attempts: z.int(),
    last: z.nullable(WebhookOutcome),
    /** Null when nothing is to be sent. */
    nextAttemptAt: z.nullable(z.iso.datetime()),
    /** The very text that is signed and posted. */
    body: z.string(),
  })
  .register(z.globalRegistry, { id: 'WebhookDelivery' });
export type WebhookDelivery = z.output<typeof WebhookDelivery>;

/** The `data` of `fiche.significant` and `fiche.revised`: thin, and nothing that the site does not show to everybody. */
export const WebhookRevision = z.object({
  audience: Audience,
  ficheId: FicheId,
  revision: RevisionNumber,
  title: z.string(),
  ficheAddress: z.url(),
  /** Null where there is nothing to compare: a first revision, a removal. */
  differenceAddress: z.nullable(z.url()),
  changeNote: z.nullable(z.string()),
});
export type WebhookRevision = z.output<typeof WebhookRevision>;

/** Above this, partners are a crowd and want another design: every one is read at every event. */
export const MAX_WEBHOOKS = 100;
