import * as z from 'zod/mini';
import { SpaceId } from './account.ts';
import { Audience, FicheId } from './fiche.ts';

export const Subscription = z
  .object({
    spaceId: SpaceId,
    audience: Audience,
    ficheId: FicheId,
    title: z.string(),
    ficheStatus: z.enum(['live', 'removed']),
    subscribedAt: z.iso.datetime(),
  })
  .register(z.globalRegistry, { id: 'Subscription' });
export type Subscription = z.output<typeof Subscription>;

/** Above this, one person's list is no longer a choice but a crawl. */
export const MAX_SUBSCRIPTIONS_PER_SPACE = 200;
