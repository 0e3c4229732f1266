import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordFeedback } from '../../functions/alerts/record-feedback.ts';
import { type ChunkRef, chunkName } from '../../functions/alerts/rules/chunks.ts';
import type { Told } from '../../functions/alerts/store/feedback.ts';
import { PublicationId } from '../../schemas/publication.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { inEnvelope, mailEvent } from '../doubles/mail-events.ts';

const publication = PublicationId.parse('particuliers-F265-2');
const first: ChunkRef = { publicationId: publication, part: '00', chunk: 0 };
const second: ChunkRef = { ...first, chunk: 1 };
const hard = { bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'camille.martin@exemple.fr' }] } };

let log: ReturnType<typeof keepLogLines>;
beforeEach(() => {
  log = keepLogLines();
});
afterEach(() => log.restore());

const following = (fails: (chunk: ChunkRef) => boolean = () => false) => {
  const calls: { chunk: string; told: Told }[] = [];
  const follow = recordFeedback({
    record: async (chunk, told) => {
      if (fails(chunk)) throw new Error('camille.martin@exemple.fr cannot be written');
      calls.push({ chunk: chunkName(chunk), told: told.map(({ position, kind }) => ({ position, kind })) });
      return told;
    },
  });
  return { calls, follow: (bodies: string[]) => follow(bodies.map((body, n) => ({ messageId: `m${n}`, body }))) };
};

describe('following mails after they were sent', () => {
  it('writes what was told of one chunk together', async () => {
    const { calls, follow } = following();
    await follow([
      JSON.stringify(mailEvent('Delivery', first, 1)),
      inEnvelope(mailEvent('Bounce', second, 4, hard)),
      JSON.stringify(mailEvent('Delivery', first, 2)),
    ]);
    expect(calls).toEqual([
      {
        chunk: '00-000000',
        told: [
          { position: 1, kind: 'delivered' },
          { position: 2, kind: 'delivered' },
        ],
      },
      { chunk: '00-000001', told: [{ position: 4, kind: 'bounced' }] },
    ]);
  });

  it('passes over what is about no alert, without failing', async () => {
    const { calls, follow } = following();
    expect(await follow(['hello', '{}', JSON.stringify({ eventType: 'Delivery', mail: { destination: ['a@exemple.fr'] } })])).toEqual({
      batchItemFailures: [],
    });
    expect(calls).toEqual([]);
  });

  it('gives back only the messages of the chunk that failed', async () => {
    const { calls, follow } = following(({ chunk }) => chunk === 0);
    const answer = await follow([
      JSON.stringify(mailEvent('Delivery', first, 1)),
      JSON.stringify(mailEvent('Delivery', second, 1)),
      JSON.stringify(mailEvent('Complaint', first, 3)),
      'hello',
    ]);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }, { itemIdentifier: 'm2' }] });
    expect(calls.map(({ chunk }) => chunk)).toEqual(['00-000001']);
  });

  it('counts bounces and complaints in its log, without any address', async () => {
    await following().follow([
      JSON.stringify(mailEvent('Bounce', first, 1, hard)),
      JSON.stringify(mailEvent('Bounce', first, 2, hard)),
      JSON.stringify(mailEvent('Complaint', first, 3)),
      JSON.stringify(mailEvent('Delivery', first, 4)),
    ]);
    await following(() => true).follow([JSON.stringify(mailEvent('Delivery', first, 1))]);
    const codes = log.lines().map(({ message, count }) => [message, count]);
    expect(codes).toEqual([
      ['mail.bounced', 2],
      ['mail.complained', 1],
      ['message.failed', undefined],
    ]);
    expect(log.text()).not.toContain('camille');
  });
});
