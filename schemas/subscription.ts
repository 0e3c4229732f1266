import * as z from 'zod/mini';
import { SpaceId } from './account.ts';
import { Audience, FicheId } from './fiche.ts';

/** The most prompt first. */
export const Frequency = z.enum(['at-once', 'daily', 'weekly']).register(z.globalRegistry, { id: 'Frequency' });
export type Frequency = z.output<typeof Frequency>;

/** An SMS always goes at once. */
export const Channel = z.enum(['mail', 'sms']).register(z.globalRegistry, { id: 'Channel' });
export type Channel = z.output<typeof Channel>;

export const Subscription = z
  .object({
    spaceId: SpaceId,
    audience: Audience,
    ficheId: FicheId,
    title: z.string(),
    ficheStatus: z.enum(['live', 'removed']),
    subscribedAt: z.iso.datetime(),
    channel: Channel,
    /** How often the person is told, whoever chose it. */
    frequency: Frequency,
    /** What the person chose for this fiche; null follows their default. */
    frequencyChosen: z.nullable(Frequency),
  })
  .register(z.globalRegistry, { id: 'Subscription' });
export type Subscription = z.output<typeof Subscription>;

/** How a person wants to be told of one fiche; a frequency of null follows their default, whatever it becomes. */
export const SubscriptionChoice = z
  .object({ frequency: z._default(z.nullable(Frequency), null), channel: z._default(Channel, 'mail') })
  .check(
    z.refine(({ frequency, channel }) => channel === 'mail' || frequency === null || frequency === 'at-once', {
      error: 'Un SMS part toujours tout de suite : il n’existe pas de récapitulatif par SMS.',
      path: ['frequency'],
    }),
  )
  .register(z.globalRegistry, { id: 'SubscriptionChoice' });
export type SubscriptionChoice = z.output<typeof SubscriptionChoice>;

/** Above this, one person's list is no longer a choice but a crawl. */
export const MAX_SUBSCRIPTIONS_PER_SPACE = 200;
