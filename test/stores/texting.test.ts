import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { again, ChunkUnfinished } from '../../functions/alerts/sending/send-chunk.ts';
import type { TextFate } from '../../functions/alerts/sms/texter.ts';
import type { AccountId } from '../../schemas/account.ts';
import { aContact } from '../doubles/accounts.ts';
import { contextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { NOW, numberOf, type Texting, textingOn } from '../doubles/texting.ts';

let dynamo: DynamoForTests;
let log: ReturnType<typeof keepLogLines>;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());
beforeEach(() => {
  log = keepLogLines();
});
afterEach(() => log.restore());

const ready = (options?: Texting) => textingOn(dynamo, options);
const fateOf =
  (fates: Partial<Record<number, TextFate>>): NonNullable<Texting['text']> =>
  async (number) =>
    Object.entries(fates).find(([place]) => numberOf(Number(place)) === number)?.[1] ?? 'accepted';

describe('a chunk of SMS', () => {
  it('tells each person once, by SMS and not by mail, and counts what it cost', async () => {
    const { deliver, texted, mails, people, phones, ledger } = await ready();
    const before = await phones.spent(NOW);
    await deliver();
    await deliver();
    expect(texted()).toEqual([numberOf(0), numberOf(1), numberOf(2)]);
    expect(mails).toEqual([]);
    expect(await ledger()).toMatchObject({ expected: 3, accepted: 3, failed: 0, left: 0 });
    for (const { accountId } of people) expect((await phones.overview(accountId, NOW)).sent).toBe(1);
    expect((await phones.spent(NOW)) - before).toBe(3 * 100_000);
  });

  it('holds the link of the fiche and a short link that ends this subscription alone', async () => {
    const { deliver, texts, people, fiche, leaveOf } = await ready();
    await deliver();
    const [text] = texts;
    expect(text?.text).toContain(`https://parvis.example/fiches/particuliers/${fiche.ficheId}.html STOP : `);
    const token = /leave\/(s\.[\w-]{18})$/.exec(text?.text ?? '')?.[1] ?? '';
    expect(await leaveOf(token)).toMatchObject({ ...people[0], ficheKey: `particuliers#${fiche.ficheId}` });
  });

  it('leaves to the mail who has no number any more, and tells nobody who left or is suspended', async () => {
    const { deliver, people, phones, contacts, subscriptions, fiche, texted, mails, ledger } = await ready({ people: 4 });
    const [gone, left, suspended] = people.map(({ accountId }) => accountId) as [AccountId, AccountId, AccountId];
    await phones.remove(gone, contextOf(gone).trail);
    const place = people[1] ?? { accountId: left, spaceId: '' };
    await subscriptions.end({ ...place, ficheKey: `particuliers#${fiche.ficheId}` } as never, contextOf(left).trail);
    contacts.set(suspended, aContact('personne-2@exemple.fr', { status: 'suspended' }));
    await deliver();
    expect(texted()).toEqual([numberOf(3)]);
    expect(mails).toEqual(['personne-0@exemple.fr']);
    expect(await ledger()).toMatchObject({ expected: 4, accepted: 2, left: 2 });
  });

  it('reaches by SMS who has an address that takes no mails', async () => {
    const { deliver, people, contacts, texted } = await ready({ people: 1 });
    contacts.set(people[0]?.accountId as AccountId, aContact('personne-0@exemple.fr', { mail: 'stopped' }));
    await deliver();
    expect(texted()).toEqual([numberOf(0)]);
  });

  it('writes by mail to who has had all the SMS of the month, and by SMS again the month after', async () => {
    const first = await ready({ people: 2, perAccount: 1 });
    await first.deliver();
    expect(first.mails).toEqual([]);
    const used = await ready({ people: 2, perAccount: 0 });
    await used.deliver();
    expect(used.texted()).toEqual([]);
    expect(used.mails).toEqual(['personne-0@exemple.fr', 'personne-1@exemple.fr']);
    expect(await used.ledger()).toMatchObject({ expected: 2, accepted: 2 });
    const person = first.people[0]?.accountId as AccountId;
    expect((await first.phones.overview(person, NOW)).sent).toBe(1);
    expect((await first.phones.overview(person, new Date('2026-12-01T00:00:00Z'))).sent).toBe(0);
  });

  it('writes by mail to the rest once the budget of the service is used, in the middle of a chunk too, and rings', async () => {
    const spent = await (await ready({ people: 0 })).phones.spent(NOW);
    const { deliver, texted, mails, ledger } = await ready({ people: 4, budget: spent + 150_000 });
    await deliver();
    expect(texted()).toEqual([numberOf(0), numberOf(1)]);
    expect(mails).toEqual(['personne-2@exemple.fr', 'personne-3@exemple.fr']);
    expect(await ledger()).toMatchObject({ expected: 4, accepted: 4 });
    expect(log.lines().find(({ message }) => message === 'sms.budget-used')).toMatchObject({ count: 2 });
  });

  it.each(['opted-out', 'refused'] as const)('stops SMS to a number that is %s, and tells its owner by mail', async (fate) => {
    const { deliver, people, phones, mails, texted, ledger } = await ready({ text: fateOf({ 1: fate }) });
    await deliver();
    expect(texted()).toHaveLength(3);
    expect(mails).toEqual(['personne-1@exemple.fr']);
    expect(await ledger()).toMatchObject({ accepted: 3, failed: 0 });
    const stopped = people[1]?.accountId as AccountId;
    expect((await phones.overview(stopped, NOW)).phone).toMatchObject({ stopped: { because: fate, at: NOW.toISOString() } });
    expect(log.lines().find(({ message }) => message === 'sms.stopped')).toMatchObject({ accountId: stopped });
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.outbox }));
    expect(Items.filter(({ envelope }) => JSON.stringify(envelope).includes(stopped))).toHaveLength(1);
  });

  it('keeps those for whom the service had no time, and texts nobody twice', async () => {
    let throttled = true;
    const { deliver, texted, mails, ledger } = await ready({
      people: 25,
      text: async (number) => (throttled && number === numberOf(12) ? 'later' : 'accepted'),
    });
    await expect(deliver()).rejects.toThrow(ChunkUnfinished);
    expect(await ledger()).toMatchObject({ accepted: 19 });
    throttled = false;
    await deliver();
    expect(await ledger()).toMatchObject({ expected: 25, accepted: 25 });
    expect(texted().filter((number) => number !== numberOf(12))).toEqual(
      [...new Set(texted())].filter((number) => number !== numberOf(12)),
    );
    expect(mails).toEqual([]);
  });

  it('begins no ten SMS that it could not record in time, and comes back without having failed', async () => {
    const times = [9000, 9000, 9000, 5900];
    const { deliver, texted, ledger } = await ready({ people: 25, timeLeft: () => times.shift() ?? 9000 });
    expect(await deliver()).toBe(again.waiting);
    expect(texted()).toHaveLength(20);
    expect(await ledger()).toMatchObject({ accepted: 20 });
    expect(await deliver()).toBeUndefined();
    expect(new Set(texted()).size).toBe(25);
    expect(texted()).toHaveLength(25);
  });

  it('doubles no more than the ten that were in flight when it was killed', async () => {
    let killed = false;
    const { deliver, texted, wait, ledger } = await ready({
      people: 25,
      text: async (_number, call) => {
        if (call !== 15 || killed) return 'accepted';
        killed = true;
        throw new Error('killed');
      },
    });
    await expect(deliver()).rejects.toThrow('killed');
    expect(await ledger()).toMatchObject({ accepted: 10 });
    wait(11);
    await deliver();
    expect(await ledger()).toMatchObject({ expected: 25, accepted: 25 });
    expect(texted().length - new Set(texted()).size).toBeLessThanOrEqual(10);
  });

  it('leaves no number in the log, nor in what is kept of the publication', async () => {
    const { deliver } = await ready({ text: fateOf({ 0: 'opted-out', 1: 'refused' }) });
    await deliver();
    expect(log.text()).not.toContain('3360000000');
    for (const table of [dynamo.tables.publications, dynamo.tables.outbox, dynamo.tables.audit]) {
      const { Items } = await dynamo.client.send(new ScanCommand({ TableName: table }));
      expect(JSON.stringify(Items)).not.toContain('3360000000');
    }
  });
});
