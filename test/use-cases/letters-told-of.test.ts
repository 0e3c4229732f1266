import { describe, expect, it } from 'vitest';
import { event, first, following, full, hard } from '../doubles/following-mails.ts';
import { mailEvent } from '../doubles/mail-events.ts';

describe('the figures of our reputation, of letters to one person', () => {
  const letter = (eventType: string, messageId: string, over: Record<string, unknown> = {}) => {
    const { mail, ...told } = mailEvent(eventType, first, 0, over);
    return JSON.stringify({ ...told, mail: { ...mail, messageId, tags: { letter: ['yes'] } } });
  };

  it('count as those of any other mail: an activation or a password link that comes back is held against us too', async () => {
    const { counted, follow } = following();
    await follow(
      letter('Delivery', 'a'),
      letter('Delivery', 'a'),
      letter('Bounce', 'b', hard),
      letter('Bounce', 'c', full),
      letter('Complaint', 'a'),
      event('Delivery', first, 1),
    );
    expect(counted).toEqual([{ sent: 4, bounced: 1, complained: 1 }]);
  });

  it.each([
    ['a delivery', letter('Delivery', 'a'), { sent: 1, bounced: 0, complained: 0 }],
    ['a bounce', letter('Bounce', 'a', hard), { sent: 1, bounced: 1, complained: 0 }],
    ['a complaint', letter('Complaint', 'a'), { sent: 0, bounced: 0, complained: 1 }],
  ])('%s told again in another batch counts once', async (_, body, volume) => {
    const { counted, follow } = following();
    await follow(body);
    await follow(body);
    expect(counted).toEqual([volume]);
  });

  it('a letter that arrived, and came back hours later, was sent once', async () => {
    const { counted, follow } = following();
    await follow(letter('Delivery', 'a'));
    await follow(letter('Bounce', 'a', hard), letter('Complaint', 'a'));
    expect(counted).toEqual([
      { sent: 1, bounced: 0, complained: 0 },
      { sent: 0, bounced: 1, complained: 1 },
    ]);
  });
});
