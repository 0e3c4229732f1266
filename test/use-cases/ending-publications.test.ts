import { expect, it } from 'vitest';
import { endSentMailings, endWhenComplete } from '../../functions/alerts/end-publication.ts';
import { publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { publicationsInMemory } from '../doubles/publications-in-memory.ts';
import { aFiche } from '../doubles/subscriptions.ts';

it('looks once at each mailing of a batch, however many of its chunks were in it, and ends what has nothing left', async () => {
  const { publications, parts, readLedger } = publicationsInMemory();
  const at = new Date('2026-03-02T08:00:00.000Z');
  const [complete, waiting] = [1, 2]
    .map((revision) => anAnnouncement({ ...aFiche('F265'), revision }))
    .map((one) => ({ one, id: publicationId(one) }));
  if (!complete || !waiting) throw new Error('no publications');
  await publications.create(complete.one, [], at);
  await publications.create(waiting.one, [{ part: '00', shards: ['00'] }], at);
  const looks: string[] = [];
  const list: typeof parts.list = (id) => {
    looks.push(id);
    return parts.list(id);
  };
  const end = endSentMailings(endWhenComplete({ publications, parts: { list }, clock: () => at }));
  await end([complete.id, waiting.id, waiting.id, complete.id].map((id) => ({ publicationId: id })));
  expect(looks).toEqual([complete.id, waiting.id]);
  expect([(await readLedger(complete.id))?.state, (await readLedger(waiting.id))?.state]).toEqual(['done', 'planned']);
});
