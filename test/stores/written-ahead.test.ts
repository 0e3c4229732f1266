import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHUNK, type ChunkPerson } from '../../functions/alerts/rules/chunks.ts';
import { chunkStore } from '../../functions/alerts/store/chunks.ts';
import { type PageStep, pageWriter } from '../../functions/alerts/store/page-writer.ts';
import { partStore } from '../../functions/alerts/store/parts.ts';
import { ledgerReader, publicationStore } from '../../functions/alerts/store/publications.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';
import { Slot } from '../../schemas/digest.ts';
import { type PublicationId, publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { aPage } from '../doubles/page-steps.ts';

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const at = new Date('2026-03-02T08:00:00.000Z');
const slot = Slot.parse('2026-03-03T07:00Z');
const people = (count: number): ChunkPerson[] =>
  Array.from({ length: count }, () => ({ accountId: AccountId.parse(randomUUID()), spaceId: null }));

let revision = 1;

describe('a page of one chunk, which is written before its cursor', () => {
  let id: PublicationId;
  beforeEach(async () => {
    const announcement = anAnnouncement({ revision: ++revision });
    id = publicationId(announcement);
    await publicationStore(dynamo.client, dynamo.tables.publications).create(announcement, [{ part: '00', shards: ['00', '01'] }], at);
  });

  /** A worker that is killed at its nth call of this kind, before it takes effect. */
  const writerDyingAt = (kind: typeof PutCommand | typeof UpdateCommand) =>
    pageWriter(
      {
        send: async (command: PutCommand) => {
          if (command instanceof kind) throw new Error('killed');
          return dynamo.client.send(command);
        },
      } as unknown as DynamoDBDocumentClient,
      dynamo.tables,
    );
  const write = (step: PageStep, from = progress()) => from.then((seen) => pageWriter(dynamo.client, dynamo.tables)(id, seen, step, at));
  const progress = async () => {
    const found = await partStore(dynamo.client, dynamo.tables.publications).find(id, '00');
    if (!found) throw new Error('no part');
    return found;
  };
  const peopleOf = async (chunk: number) => {
    const reserved = await chunkStore(dynamo.client, dynamo.tables.publications).reserve(
      { publicationId: id, part: '00', chunk },
      at,
      new Date(at.getTime() + 12_000),
    );
    if (typeof reserved === 'string') throw new Error(reserved);
    return reserved.pending.map(({ accountId, spaceId }) => ({ accountId, spaceId }));
  };
  const expected = async () => (await ledgerReader(dynamo.client, dynamo.tables.publications)(id))?.expected;
  const listFor = (person: ChunkPerson) => ({
    slot,
    shard: '00',
    publicationId: id,
    people: [{ accountId: person.accountId, spaceId: SpaceId.parse(randomUUID()) }],
  });

  it('stands as it was written when its worker was killed in between, whoever follows the fiche by then', async () => {
    const [first, later] = [people(3), people(2)];
    const from = await progress();
    await expect(writerDyingAt(UpdateCommand)(id, from, aPage([first], { position: 0, after: 'k' }), at)).rejects.toThrow('killed');
    expect(await progress()).toEqual(from);
    expect(await write(aPage([later], { position: 1, after: null }))).toBe(true);
    expect(await progress()).toMatchObject({ position: 0, after: 'k', pages: 1, chunks: 1 });
    expect(await peopleOf(0)).toEqual(first);
    expect(await expected()).toBe(3);
  });

  it('stands as well for a worker whose page has lists too', async () => {
    const [first, later] = [people(3), people(1)];
    await expect(writerDyingAt(UpdateCommand)(id, await progress(), aPage([first], { position: 1, after: null }), at)).rejects.toThrow(
      'killed',
    );
    const step = aPage([later], { position: 0, after: 'x', lists: first.slice(0, 1).map(listFor) });
    expect(await write(step)).toBe(true);
    expect(await progress()).toMatchObject({ position: 1, after: null, chunks: 1 });
    expect(await peopleOf(0)).toEqual(first);
    expect(await expected()).toBe(3);
  });

  it('goes when the page was read anew and nobody was told at once: the chunk of a later page takes its place', async () => {
    const [gone, next, last] = [people(2), people(4), people(1)];
    const from = await progress();
    await expect(writerDyingAt(UpdateCommand)(id, from, aPage([gone], { position: 0, after: 'k' }), at)).rejects.toThrow('killed');
    expect(await write(aPage([], { position: 0, after: 'k', lists: gone.map(listFor).slice(0, 1) }))).toBe(true);
    expect(await write(aPage([next], { position: 0, after: 'm' }))).toBe(true);
    expect(await progress()).toMatchObject({ after: 'm', pages: 2, chunks: 1 });
    expect(await peopleOf(0)).toEqual(next);
    expect(await write(aPage([gone], { position: 1, after: null }), Promise.resolve(from))).toBe(false);
    expect(await write(aPage([last, people(1)], { position: 1, after: null }))).toBe(true);
    expect(await expected()).toBe(6);
  });

  it('lets one of two workers win, and its cursor is that of the chunk', async () => {
    const [one, other] = [people(2), people(5)];
    const from = progress();
    const done = await Promise.all([
      write(aPage([one], { position: 0, after: 'one' }), from),
      write(aPage([other], { position: 0, after: 'other' }), from),
    ]);
    expect(done.toSorted()).toEqual([false, true]);
    const written = await peopleOf(0);
    expect([one, other]).toContainEqual(written);
    expect(await progress()).toMatchObject({ after: written.length === one.length ? 'one' : 'other', pages: 1, chunks: 1 });
    expect(await expected()).toBe(written.length);
  });

  it('is nowhere when its worker was killed before, and is written by the next', async () => {
    await expect(writerDyingAt(PutCommand)(id, await progress(), aPage([people(1)]), at)).rejects.toThrow('killed');
    const next = people(2);
    expect(await write(aPage([next]))).toBe(true);
    expect(await peopleOf(0)).toEqual(next);
  });

  it('stays under eight kilobytes, where writing it would cost more', async () => {
    let bytes = 0;
    const counting = {
      send: async (command: PutCommand) => {
        const { Item = {} } = command.input as { Item?: Record<string, unknown> };
        if (command instanceof PutCommand)
          bytes = Object.entries(Item).reduce(
            (sum, [name, value]) => sum + name.length + (value instanceof Uint8Array ? value.byteLength : String(value).length),
            0,
          );
        return dynamo.client.send(command);
      },
    } as unknown as DynamoDBDocumentClient;
    const after = `${randomUUID()}#${randomUUID()}`;
    expect(await pageWriter(counting, dynamo.tables)(id, await progress(), aPage([people(CHUNK)], { position: 0, after }), at)).toBe(true);
    expect(bytes).toBeGreaterThan(8000);
    expect(bytes).toBeLessThan(8192 - 32);
  });
});
