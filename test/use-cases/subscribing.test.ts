import { beforeEach, describe, expect, it } from 'vitest';
import { listSubscriptions } from '../../functions/alerts/list-subscriptions.ts';
import { readReach } from '../../functions/alerts/read-reach.ts';
import { readSubscription } from '../../functions/alerts/read-subscription.ts';
import { shardOf } from '../../functions/alerts/rules/audience.ts';
import { subscribeToFiche } from '../../functions/alerts/subscribe-to-fiche.ts';
import { unsubscribeFromFiche } from '../../functions/alerts/unsubscribe-from-fiche.ts';
import type { FicheTitle } from '../../functions/shared/store/fiches.ts';
import type { AccountStatus } from '../../schemas/account.ts';
import { type FicheRef, ficheKey } from '../../schemas/fiche.ts';
import type { MailState } from '../../schemas/mail-state.ts';
import { MAX_SUBSCRIPTIONS_PER_SPACE } from '../../schemas/subscription.ts';
import { contextOf, readerContextOf } from '../doubles/context.ts';
import { preferencesInMemory } from '../doubles/preferences.ts';
import { aFiche, aPerson, subscriptionsInMemory } from '../doubles/subscriptions.ts';

const vitale = aFiche('F265');
const bourse = aFiche('F984');
const gone = aFiche('F1');
const unknown = aFiche('F999');

describe('following fiches from one’s space', () => {
  const person = aPerson();
  const context = contextOf(person.accountId);
  let fiches: Map<string, FicheTitle>;
  let status: AccountStatus | undefined;
  let mail: MailState | undefined;
  let minute: number;
  let store: ReturnType<typeof subscriptionsInMemory>;

  beforeEach(() => {
    fiches = new Map([
      [ficheKey(vitale), { title: 'Carte Vitale', status: 'live' }],
      [ficheKey(bourse), { title: 'Bourse des collèges', status: 'live' }],
      [ficheKey(gone), { title: 'Vignette automobile', status: 'removed' }],
    ]);
    status = 'active';
    mail = undefined;
    minute = 0;
    store = subscriptionsInMemory();
  });

  const titles = async (refs: FicheRef[]) => new Map([...fiches].filter(([key]) => refs.map(ficheKey).includes(key)));
  const subscribe = (fiche: FicheRef, spaceId = person.spaceId) =>
    subscribeToFiche({
      store,
      preferences: preferencesInMemory(),
      phoneVerified: async () => false,
      titles,
      accounts: { standingOf: async () => status && { status, personalSpaceId: person.spaceId } },
      clock: () => new Date(Date.UTC(2026, 0, 1, 0, minute++)),
    })({ params: { spaceId, ...fiche }, body: undefined }, context);
  const unsubscribe = (fiche: FicheRef) => unsubscribeFromFiche({ store })({ params: { spaceId: person.spaceId, ...fiche } }, context);
  const list = (query: { limit: number; cursor?: string } = { limit: 20 }, reader = person) =>
    listSubscriptions({ store, titles, accounts: { mailStateOf: async () => mail } })(
      { params: { spaceId: reader.spaceId }, query },
      readerContextOf(reader.accountId),
    );
  const reach = async (fiche: FicheRef) =>
    (await readReach({ audience: store })({ params: fiche }, readerContextOf(person.accountId, 'editor'))).people;

  it('marks in the audience what is followed from one’s own space, and not from one that is shared', async () => {
    const { spaceId: association } = aPerson();
    await subscribe(vitale);
    await subscribe(bourse, association);
    const inAudience = async (fiche: FicheRef) =>
      (await store.pageOfAudience(ficheKey(fiche), shardOf(person.accountId), undefined, 10)).entries.map(({ spaceId, own }) => [
        spaceId,
        own,
      ]);
    expect(await inAudience(vitale)).toEqual([[person.spaceId, true]]);
    expect(await inAudience(bourse)).toEqual([[association, false]]);
  });

  it('tells of one fiche whether its reader follows it, under the title of today, and nobody else’s subscription', async () => {
    const read = (reader = person) =>
      readSubscription({ store, titles })({ params: { spaceId: reader.spaceId, ...vitale } }, readerContextOf(reader.accountId));
    expect(await read()).toEqual({ subscription: null });
    await subscribe(vitale);
    fiches.set(ficheKey(vitale), { title: 'La carte Vitale', status: 'live' });
    expect(await read()).toMatchObject({ subscription: { ...vitale, title: 'La carte Vitale', frequencyChosen: null } });
    expect(await read(aPerson())).toEqual({ subscription: null });
    expect(await read({ ...aPerson(), spaceId: person.spaceId })).toEqual({ subscription: null });
    await unsubscribe(vitale);
    expect(await read()).toEqual({ subscription: null });
  });

  it('answers with the subscription under the title of the fiche', async () => {
    expect(await subscribe(vitale)).toMatchObject({
      spaceId: person.spaceId,
      ...vitale,
      title: 'Carte Vitale',
      ficheStatus: 'live',
      subscribedAt: '2026-01-01T00:00:00.000Z',
      channel: 'mail',
      frequency: 'at-once',
      frequencyChosen: null,
    });
  });

  it('asked twice, keeps the first', async () => {
    const first = await subscribe(vitale);
    expect(await subscribe(vitale)).toEqual(first);
    expect((await list()).items).toHaveLength(1);
    expect(await reach(vitale)).toBe(1);
  });

  it.each([
    ['that does not exist', unknown],
    ['that was removed', gone],
  ])('refuses a fiche %s', async (_, fiche) => {
    await expect(subscribe(fiche)).rejects.toMatchObject({ kind: 'fiche-not-found' });
    expect((await list()).items).toEqual([]);
  });

  it.each([['suspended'], [undefined]] as const)('refuses an account that is %s', async (now) => {
    status = now;
    await expect(subscribe(vitale)).rejects.toMatchObject({ kind: 'account-suspended' });
    expect(await reach(vitale)).toBe(0);
  });

  it('refuses one more than a space may have, and says how many', async () => {
    for (let n = 0; n < MAX_SUBSCRIPTIONS_PER_SPACE; n++) {
      const fiche = aFiche(`F${2_000 + n}`);
      fiches.set(ficheKey(fiche), { title: `Fiche ${n}`, status: 'live' });
      await subscribe(fiche);
    }
    await expect(subscribe(vitale)).rejects.toMatchObject({ kind: 'too-many-subscriptions', detail: expect.stringContaining('200') });
  });

  it('stops when asked, twice as well as once, and even with a suspended account', async () => {
    await subscribe(vitale);
    await subscribe(bourse);
    status = 'suspended';
    await unsubscribe(vitale);
    await unsubscribe(vitale);
    expect((await list()).items.map(({ ficheId }) => ficheId)).toEqual([bourse.ficheId]);
    expect([await reach(vitale), await reach(bourse)]).toEqual([0, 1]);
  });

  it('lists the latest first, and still shows a fiche that was removed or is no longer known', async () => {
    await subscribe(vitale);
    await subscribe(bourse);
    fiches.set(ficheKey(bourse), { title: 'Bourse des collèges', status: 'removed' });
    fiches.delete(ficheKey(vitale));
    expect((await list()).items).toMatchObject([
      { ...bourse, title: 'Bourse des collèges', ficheStatus: 'removed' },
      { ...vitale, title: 'Fiche F265', ficheStatus: 'removed' },
    ]);
  });

  it('says with the list that no mails reach the person any more', async () => {
    await subscribe(vitale);
    expect((await list()).mail).toEqual({ state: 'ok', reason: null, since: null, explanation: null });
    mail = { state: 'stopped', reason: 'complaint', since: '2026-01-01T08:00:00.000Z', explanation: 'Un courriel a été signalé.' };
    expect(await list()).toMatchObject({ mail, items: [vitale] });
  });

  it('pages by a cursor that is good for this list alone', async () => {
    await subscribe(vitale);
    await subscribe(bourse);
    const first = await list({ limit: 1 });
    expect(first.items.map(({ ficheId }) => ficheId)).toEqual([bourse.ficheId]);
    const cursor = first.next ?? '';
    expect(await list({ limit: 1, cursor })).toMatchObject({ items: [vitale], next: null });
    await expect(list({ limit: 1, cursor }, aPerson())).rejects.toMatchObject({ kind: 'invalid' });
    await expect(list({ limit: 1, cursor: 'forged' })).rejects.toMatchObject({ kind: 'invalid' });
  });
});
