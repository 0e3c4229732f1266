import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLeaveToken } from '../../functions/alerts/leave-token.ts';
import type { Place } from '../../functions/alerts/rules/audience.ts';
import type { Recipient } from '../../functions/alerts/rules/chunks.ts';
import { again, ChunkUnfinished } from '../../functions/alerts/sending/send-chunk.ts';
import { aContact } from '../doubles/accounts.ts';
import { aChunkToSend, announcement, keyring, trail } from '../doubles/chunk-to-send.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { aFiche, aPerson, aSubscription } from '../doubles/subscriptions.ts';
import { endlessBudget } from '../doubles/turns.ts';

let log: ReturnType<typeof keepLogLines>;
beforeEach(() => {
  log = keepLogLines();
});
afterEach(() => log.restore());

const place = (person: Recipient) => ({ ...person, ficheKey: 'particuliers#F265' });

describe('delivering a chunk', () => {
  it('writes to each person at the address they have now, with a way to leave that is theirs alone', async () => {
    const { deliver, people, contacts, mailings, ledger } = await aChunkToSend();
    contacts.set(people[1].accountId, aContact('nouvelle@exemple.fr'));
    await deliver();
    const letters = mailings[0]?.letters ?? [];
    expect(letters.map(({ address }) => address)).toEqual(['personne-0@exemple.fr', 'nouvelle@exemple.fr', 'personne-2@exemple.fr']);
    const left = letters.map(({ leaveAddress }) => openLeaveToken(keyring, leaveAddress.replace('https://parvis.example/api/leave/', '')));
    expect(left).toMatchObject(people.map(place));
    expect(mailings[0]?.mail.subject).toBe('Fiche modifiée : Carte Vitale');
    expect(await ledger()).toMatchObject({ accepted: 3, left: 0, failed: 0 });
  });

  it('does not write to those who left, are suspended, or are gone since the chunk was written', async () => {
    const { deliver, people, subscriptions, contacts, reached, ledger } = await aChunkToSend();
    await subscriptions.end(place(people[0]), trail);
    contacts.set(people[1].accountId, aContact('personne-1@exemple.fr', { status: 'suspended' }));
    await deliver();
    expect(reached()).toEqual([['personne-2@exemple.fr']]);
    expect(await ledger()).toMatchObject({ expected: 3, accepted: 1, left: 2 });
  });

  it('reads no subscription but of those who left meanwhile, and writes to who has come back', async () => {
    const { deliver, people, subscriptions, reached, wait } = await aChunkToSend();
    const asked: Place[][] = [];
    const { stillSubscribed } = subscriptions;
    subscriptions.stillSubscribed = (places) => {
      asked.push(places);
      return stillSubscribed(places);
    };
    wait(5);
    for (const person of people.slice(0, 2)) await subscriptions.end(place(person), trail);
    await subscriptions.add(aSubscription(people[1], aFiche('F265'), 1), trail);
    await deliver();
    expect(asked).toEqual([people.slice(0, 2).map(place)]);
    expect(reached()).toEqual([['personne-1@exemple.fr', 'personne-2@exemple.fr']]);
  });

  it('writes to who follows from another space still, with the way to leave that one', async () => {
    const { deliver, people, subscriptions, reached, mailings, wait } = await aChunkToSend();
    const [one, both] = people;
    const { spaceId: elsewhere } = aPerson();
    await subscriptions.add(aSubscription({ ...both, spaceId: elsewhere }, aFiche('F265'), 1), trail);
    wait(5);
    for (const person of [one, both]) await subscriptions.end(place(person), trail);
    await deliver();
    expect(reached()).toEqual([['personne-1@exemple.fr', 'personne-2@exemple.fr']]);
    const token = mailings[0]?.letters[0]?.leaveAddress.split('/').at(-1) ?? '';
    expect(openLeaveToken(keyring, token)).toMatchObject({ accountId: both.accountId, spaceId: elsewhere });
  });

  it('does not write to an address that is stopped, and counts the person as left; one in doubt gets its mail, marked', async () => {
    const { deliver, people, contacts, mailings, ledger } = await aChunkToSend();
    contacts.set(people[0].accountId, aContact('personne-0@exemple.fr', { mail: 'stopped' }));
    contacts.set(people[1].accountId, aContact('personne-1@exemple.fr', { mail: 'doubtful' }));
    await deliver();
    expect(mailings[0]?.letters.map(({ address, doubtful }) => [address, doubtful])).toEqual([
      ['personne-1@exemple.fr', true],
      ['personne-2@exemple.fr', false],
    ]);
    expect(await ledger()).toMatchObject({ expected: 3, accepted: 2, left: 1 });
  });

  it('calls nobody when all of them have gone', async () => {
    const { deliver, contacts, mailings, ledger } = await aChunkToSend();
    contacts.clear();
    await deliver();
    expect(mailings).toEqual([]);
    expect(await ledger()).toMatchObject({ expected: 3, left: 3 });
  });

  it('does nothing when it was sent before, and is done all the same', async () => {
    const { deliver, mailings } = await aChunkToSend();
    await deliver();
    expect(await deliver()).toBeUndefined();
    expect(mailings).toHaveLength(1);
  });

  it('leaves the chunk to the worker who holds it, and comes back', async () => {
    const { deliver, reserve, mailings, wait } = await aChunkToSend();
    await reserve();
    expect(await deliver()).toBe(again.held);
    expect(mailings).toEqual([]);
    wait(26);
    await deliver();
    expect(mailings).toHaveLength(1);
    expect(log.lines().find(({ message: code }) => code === 'chunk.recovered')).toMatchObject({ chunk: '00-000000', count: 3 });
  });

  it('sends again to those for whom the service had no time, and to no one else', async () => {
    const { deliver, reached, ledger } = await aChunkToSend(({ letters }, call) =>
      letters.map((_, at) => (call === 1 ? ((['accepted', 'later', 'refused'] as const)[at] ?? 'later') : 'accepted')),
    );
    await expect(deliver()).rejects.toThrow(ChunkUnfinished);
    expect(await ledger()).toMatchObject({ accepted: 1, failed: 1 });
    await deliver();
    expect(reached()[1]).toEqual(['personne-1@exemple.fr']);
    expect(await ledger()).toMatchObject({ accepted: 2, failed: 1 });
  });

  it('keeps everybody when the whole call fails, and says why', async () => {
    const { deliver, people, subscriptions, reached, ledger } = await aChunkToSend(({ letters }, call) => {
      if (call === 1) throw new Error('Maximum sending rate exceeded.');
      return letters.map(() => 'accepted');
    });
    await subscriptions.end(place(people[2]), trail);
    await expect(deliver()).rejects.toThrow('Maximum sending rate exceeded.');
    expect(await ledger()).toMatchObject({ accepted: 0, failed: 0, left: 1 });
    await deliver();
    expect(reached()[1]).toEqual(['personne-0@exemple.fr', 'personne-1@exemple.fr']);
    expect(await ledger()).toMatchObject({ accepted: 2, left: 1 });
  });

  it('never logs an address or a leave token', async () => {
    const { deliver, mailings } = await aChunkToSend(({ letters }, call) =>
      letters.map((_, at) => (call === 1 && at === 0 ? 'later' : at === 1 ? 'refused' : 'accepted')),
    );
    await expect(deliver()).rejects.toThrow(ChunkUnfinished);
    await deliver();
    expect(log.lines().map(({ message: code }) => code)).toEqual(['mail.refused', 'chunk.retried', 'chunk.sent']);
    expect(log.text()).not.toContain('@');
    for (const { leaveAddress } of mailings.flatMap(({ letters }) => letters))
      expect(log.text()).not.toContain(leaveAddress.split('/').at(-1));
  });

  it('gives back those whose turn has not come, records the others, and comes back without having failed', async () => {
    const { deliver, reached, ledger } = await aChunkToSend(({ letters }, call) =>
      letters.map((_, at) => (call === 1 && at > 0 ? 'waiting' : 'accepted')),
    );
    expect(await deliver()).toBe(again.waiting);
    expect(log.lines()).toEqual([expect.objectContaining({ message: 'chunk.postponed', count: 2 })]);
    expect(await ledger()).toMatchObject({ accepted: 1 });
    expect(await deliver()).toBeUndefined();
    expect(reached()[1]).toEqual(['personne-1@exemple.fr', 'personne-2@exemple.fr']);
    expect(await ledger()).toMatchObject({ accepted: 3, failed: 0, left: 0 });
  });

  it('takes no chunk while sending is stopped, or when there is no time left to send and to record', async () => {
    const stopped = await aChunkToSend(undefined, { budget: { ...endlessBudget, isStopped: async () => true } });
    expect(await stopped.deliver()).toBe(again.stopped);
    expect(await stopped.reserve()).toMatchObject({ attempt: 1 });
    const late = await aChunkToSend();
    late.run(7000);
    expect(await late.deliver()).toBe(again.waiting);
    expect(await late.reserve()).toMatchObject({ attempt: 1 });
    expect(late.mailings).toEqual([]);
  });

  it('holds a chunk for a second longer than its worker can run', async () => {
    const reserved: number[] = [];
    const { deliver, chunks, run } = await aChunkToSend();
    const { reserve } = chunks;
    chunks.reserve = (ref, now, until) => {
      reserved.push(until.getTime() - now.getTime());
      return reserve(ref, now, until);
    };
    run(8200);
    await deliver();
    expect(reserved).toEqual([9200]);
  });

  it.each([
    [false, 'normal'],
    [true, 'urgent'],
  ])('asks for the budget of its class: urgent %s', async (urgent, sendClass) => {
    const { deliver, classes } = await aChunkToSend(undefined, { alert: { ...announcement, urgent } });
    await deliver();
    expect(classes).toEqual([sendClass]);
  });
});
