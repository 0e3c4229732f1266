import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onMembershipEnded } from '../../functions/alerts/on-membership-ended.ts';
import { contextOf } from '../doubles/context.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { aFiche, aPerson, aSubscription, subscriptionsInMemory } from '../doubles/subscriptions.ts';

/** Subscriptions are of the first minutes of 2026; the membership ends two minutes after. */
const at = '2026-01-01T00:02:00.000Z';

describe('the end of a membership', () => {
  let log: ReturnType<typeof keepLogLines>;
  beforeEach(() => {
    log = keepLogLines();
  });
  afterEach(() => log.restore());

  const setUp = async () => {
    const store = subscriptionsInMemory();
    const [person, other] = [aPerson(), aPerson()];
    const elsewhere = { ...person, spaceId: other.spaceId };
    const inSameSpace = { ...other, spaceId: person.spaceId };
    for (const [who, fiche, minute] of [
      [person, 'F1', 0],
      [person, 'F2', 1],
      [person, 'F3', 5],
      [elsewhere, 'F1', 0],
      [inSameSpace, 'F1', 0],
    ] as const)
      await store.add(aSubscription(who, aFiche(fiche), minute), contextOf(who.accountId).trail);
    const followed = async ({ spaceId, accountId }: typeof person) =>
      (await store.list(spaceId, accountId)).map(({ ficheId }) => String(ficheId));
    return { store, person, elsewhere, inSameSpace, followed };
  };

  it('ends what the person followed from that space, and nothing of another space or of another member', async () => {
    const { store, person, elsewhere, inSameSpace, followed } = await setUp();
    const react = onMembershipEnded({ store, membership: async () => false });
    await react({ ...person, at });
    await react({ ...person, at });
    expect(await followed(person)).toEqual([]);
    expect(await followed(elsewhere)).toEqual(['F1']);
    expect(await followed(inSameSpace)).toEqual(['F1']);
    expect(log.lines().map(({ count }) => count)).toEqual([3, 0]);
  });

  it('told late, ends nothing that the person has begun to follow since they came back', async () => {
    const { store, person, followed } = await setUp();
    await onMembershipEnded({ store, membership: async () => true })({ ...person, at });
    expect(await followed(person)).toEqual(['F3']);
  });
});
