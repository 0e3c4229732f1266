import { describe, expect, it } from 'vitest';
import { CHUNK } from '../../functions/alerts/rules/chunks.ts';
import { readMailEvent } from '../../functions/alerts/rules/mail-events.ts';
import { tagsOf } from '../../functions/alerts/rules/mail-tags.ts';
import { PublicationId } from '../../schemas/publication.ts';

const chunk = { publicationId: PublicationId.parse('particuliers-F265-2'), part: '07', chunk: 3 };

describe('the tags of a mail', () => {
  it.each([
    [{ position: 41 }, false],
    [{ position: 0, doubtful: false }, false],
    [{ position: 49, doubtful: true }, true],
    [{ position: CHUNK - 1 }, false],
  ])('%j lead back to it, and say whether its address was in doubt', (letter, doubtful) => {
    const tags = Object.fromEntries(tagsOf(chunk, letter).map(({ Name, Value }) => [Name, [Value]]));
    const event = {
      eventType: 'Delivery',
      mail: { timestamp: '2026-03-02T08:00:01.000Z', messageId: 'a', destination: ['camille@exemple.fr'], tags },
    };
    expect(readMailEvent(JSON.stringify(event))).toMatchObject({ place: { ...chunk, position: letter.position }, doubtful });
  });

  it('hold only what the mail service takes in a tag', () => {
    for (const { Name, Value } of tagsOf(chunk, { position: 1, doubtful: true })) expect(Name + Value).toMatch(/^[A-Za-z0-9_-]+$/);
  });
});
