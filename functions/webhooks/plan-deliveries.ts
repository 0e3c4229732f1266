import type { FicheRef } from '../../schemas/fiche.ts';
import type { Announcement } from '../../schemas/publication.ts';
import type { Clock } from '../shared/clock.ts';
import type { Delivery } from '../shared/consumer.ts';
import type { Log } from '../shared/log.ts';
import type { Wake } from './messages.ts';
import { revisionBody } from './rules/body.ts';
import { deliveryIdOf } from './rules/delivery-id.ts';
import { type Happening, isInterested } from './rules/interest.ts';
import type { DeliveryStore } from './store/delivery-store.ts';
import type { EndpointStore } from './store/endpoint-store.ts';
import type { ReadFacts } from './store/fiche-facts.ts';

export interface PlanDependencies {
  endpoints: Pick<EndpointStore, 'all'>;
  deliveries: Pick<DeliveryStore, 'create'>;
  readFacts: ReadFacts;
  wake: Wake;
  clock: Clock;
  log: Log;
  /** The site's address, without a last slash. */
  site: string;
}

type Told = FicheRef & { revision: number };

/** How many endpoints are written to at once. */
const TOGETHER = 10;

/**
 * Writes one delivery for each endpoint that wants the event, disabled or not, then calls their senders. Told again of the same event it writes
 * nothing twice, and calls them again.
 */
const plan = async (
  dependencies: PlanDependencies,
  type: Happening['type'],
  told: Told & Partial<Announcement>,
  { eventId, at }: Delivery,
): Promise<void> => {
  const { endpoints, deliveries, readFacts, wake, clock, log, site } = dependencies;
  const all = await endpoints.all();
  if (!all.some(({ interest }) => type === 'fiche.significant' || interest.events === 'every-revision')) return;
  const facts = await readFacts(told);
  const { title = facts.title, changeNote = facts.changeNote } = told;
  const interested = all.filter(({ interest }) => isInterested(interest, { type, audience: told.audience, themeId: facts.themeId }));
  const occurredAt = new Date(at).toISOString();
  const event = { id: deliveryIdOf(eventId, new Date(at)), type, occurredAt };
  const body = revisionBody(type, occurredAt, { facts: { ...facts, title, changeNote: changeNote || null }, site });
  for (let first = 0; first < interested.length; first += TOGETHER) {
    await Promise.all(
      interested.slice(first, first + TOGETHER).map(async ({ id, disabled }) => {
        await deliveries.create({ ...event, webhookId: id, body }, clock());
        if (!disabled) await wake(id);
      }),
    );
  }
  log('webhook.planned', { eventType: type, count: interested.length });
};

export const onFicheDeclaredSignificant =
  (dependencies: PlanDependencies) =>
  (announcement: Announcement, delivery: Delivery): Promise<void> =>
    plan(dependencies, 'fiche.significant', announcement, delivery);

export const onFicheRevised =
  (dependencies: PlanDependencies) =>
  (revised: Told, delivery: Delivery): Promise<void> =>
    plan(dependencies, 'fiche.revised', revised, delivery);
