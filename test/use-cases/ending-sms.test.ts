import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onSmsEnded } from '../../functions/alerts/sms/on-sms-ended.ts';
import { contextOf } from '../doubles/context.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { aFiche, aPerson, aSubscription, subscriptionsInMemory } from '../doubles/subscriptions.ts';

const fiches = [aFiche('F265'), aFiche('F984'), aFiche('F909')] as const;

describe('when no SMS goes to a person any more', () => {
  const person = aPerson();
  const other = aPerson();
  let store: ReturnType<typeof subscriptionsInMemory>;
  let verified: boolean;
  let log: ReturnType<typeof keepLogLines>;
  const end = () => onSmsEnded({ store, phoneVerified: async () => verified })(person);
  const channels = async ({ accountId, spaceId } = person) =>
    Object.fromEntries(
      (await store.list(spaceId, accountId)).map(({ ficheId, channel, frequency }) => [ficheId, `${channel} ${frequency}`]),
    );

  beforeEach(async () => {
    log = keepLogLines();
    store = subscriptionsInMemory();
    verified = false;
    const { trail } = contextOf(person.accountId);
    await store.add(aSubscription({ ...person, channel: 'sms' }, fiches[0]), trail);
    await store.add(aSubscription({ ...person, channel: 'sms' }, fiches[1]), trail);
    await store.add(aSubscription({ ...person, frequency: 'weekly' }, fiches[2]), trail);
    await store.add(aSubscription({ ...other, channel: 'sms' }, fiches[0]), trail);
  });
  afterEach(() => log.restore());

  it('gives the mail back to what they followed by SMS, and touches nothing else', async () => {
    await end();
    expect(await channels()).toEqual({ F265: 'mail at-once', F984: 'mail at-once', F909: 'mail weekly' });
    expect(await channels(other)).toEqual({ F265: 'sms at-once' });
  });

  it('changes nothing when it is told twice', async () => {
    await end();
    await end();
    expect(log.lines().map(({ message, count }) => [message, count])).toEqual([
      ['sms.ended', 2],
      ['sms.ended', 0],
    ]);
  });

  it('changes nothing when a number has been verified anew since', async () => {
    verified = true;
    await end();
    expect(await channels()).toMatchObject({ F265: 'sms at-once', F984: 'sms at-once' });
  });
});
