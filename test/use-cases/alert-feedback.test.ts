import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashAddress } from '../../functions/shared/address.ts';
import { event, first, following, full, hard, second } from '../doubles/following-mails.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { inEnvelope, mailEvent } from '../doubles/mail-events.ts';

const camille = hashAddress('camille.martin@exemple.fr');

let log: ReturnType<typeof keepLogLines>;
beforeEach(() => {
  log = keepLogLines();
});
afterEach(() => log.restore());

describe('following mails after they were sent', () => {
  it('writes what was told of one chunk together', async () => {
    const { calls, follow } = following();
    await follow(event('Delivery', first, 1), inEnvelope(mailEvent('Bounce', second, 4, hard)), event('Delivery', first, 2));
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

  it('passes over what is about no mail of ours, without failing', async () => {
    const { calls, judged, counted, follow } = following();
    expect(await follow('hello', '{}', event('Open', first, 0))).toEqual({ batchItemFailures: [] });
    expect([calls, judged, counted]).toEqual([[], [], []]);
  });

  it('gives back only the messages of the chunk that failed', async () => {
    const { calls, follow } = following({ fails: ({ chunk }) => chunk === 0 });
    const answer = await follow(event('Delivery', first, 1), event('Delivery', second, 1), event('Complaint', first, 3), 'hello');
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }, { itemIdentifier: 'm2' }] });
    expect(calls.map(({ chunk }) => chunk)).toEqual(['00-000001']);
  });

  it('counts bounces and complaints in its log, without any address', async () => {
    await following().follow(
      event('Bounce', first, 1, hard),
      event('Bounce', first, 2, hard),
      event('Complaint', first, 3),
      event('Delivery', first, 4),
    );
    await following({ fails: () => true }).follow(event('Delivery', first, 1));
    const codes = log.lines().map(({ message, count }) => [message, count]);
    expect(codes).toEqual([
      ['mail.bounced', 2],
      ['mail.complained', 1],
      ['message.failed', undefined],
    ]);
    expect(log.text().toLowerCase()).not.toContain('camille');
  });
});

describe('what is told of addresses', () => {
  it.each([
    ['a hard bounce', event('Bounce', first, 1, hard), 'bounce'],
    ['a complaint', event('Complaint', first, 1), 'complaint'],
    ['a full mailbox', event('Bounce', first, 1, full), 'failure'],
    ['a delay', event('DeliveryDelay', first, 1, { deliveryDelay: { delayType: 'General' } }), 'failure'],
    ['a mail that arrived late', event('Delivery', first, 1, { delivery: { processingTimeMillis: 600_000 } }), 'delivery'],
  ])('%s reaches the memory of the address, by the hash of its folded spelling', async (_, body, sign) => {
    const { judged, follow } = following();
    await follow(body);
    expect(judged).toEqual([{ address: camille, news: [expect.objectContaining({ sign, mail: '0102018f-message', doubtful: false })] }]);
  });

  it('is told again when the message comes again: the ledger may have been written and the address not', async () => {
    const { judged, follow } = following({ known: true });
    await follow(event('Bounce', first, 1, hard));
    expect(judged).toHaveLength(1);
  });

  it('leaves out mails that arrived as usual, and automatic answers to mails that arrived', async () => {
    const { judged, follow } = following({ delivered: [2] });
    await follow(event('Delivery', first, 1), event('Bounce', first, 2, { bounce: { bounceType: 'Transient', bounceSubType: 'General' } }));
    expect(judged).toEqual([]);
  });

  it('is followed for mails that are in no ledger too', async () => {
    const { calls, judged, counted, follow } = following();
    const bounce = mailEvent('Bounce', first, 1, hard);
    await follow(JSON.stringify({ ...bounce, mail: { ...bounce.mail, tags: {} } }));
    expect(calls).toEqual([]);
    expect(judged).toMatchObject([{ address: camille, news: [{ sign: 'bounce' }] }]);
    expect(counted).toEqual([{ sent: 1, bounced: 1, complained: 0 }]);
  });
});

describe('the figures of our reputation', () => {
  it('take one write for a whole batch, and count as bounces only those that are held against us', async () => {
    const { counted, follow } = following();
    await follow(
      event('Delivery', first, 1),
      event('Delivery', second, 1),
      event('Bounce', second, 2, hard),
      event('Bounce', second, 3, full),
      event('Bounce', second, 4, { bounce: { bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList' } }),
      event('Complaint', first, 1),
    );
    expect(counted).toEqual([{ sent: 5, bounced: 1, complained: 1 }]);
  });

  it('count nothing twice', async () => {
    const { counted, follow } = following({ known: true });
    await follow(event('Delivery', first, 1), event('Bounce', first, 2, hard));
    expect(counted).toEqual([]);
  });
});
