import { expect, it } from 'vitest';
import type { PartMessage } from '../../functions/alerts/messages.ts';
import { reconcile } from '../../functions/alerts/reconcile.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { publicationsInMemory } from '../doubles/publications-in-memory.ts';
import { aFiche } from '../doubles/subscriptions.ts';

it('gives every publication its turn, when an earlier one cannot be finished now', async () => {
  const { publications, parts, chunks } = publicationsInMemory();
  const planned = new Date('2026-03-02T08:00:00.000Z');
  for (const revision of [1, 2])
    await publications.create(anAnnouncement({ ...aFiche('F265'), revision }), [{ part: '07', shards: ['07'] }], planned);
  const sent: PartMessage[] = [];
  const run = reconcile({
    publications,
    parts,
    chunks,
    queuesOf: () => ({
      sendParts: async (messages) => {
        if (messages.some(({ publicationId }) => publicationId === 'particuliers-F265-1')) throw new Error('refused');
        sent.push(...messages);
      },
      sendChunks: async () => {},
    }),
    endWhenComplete: async () => 1,
    clock: () => new Date(planned.getTime() + 300_000),
  });
  await expect(run()).rejects.toThrow('refused');
  expect(sent).toEqual([{ publicationId: 'particuliers-F265-2', part: '07' }]);
});
