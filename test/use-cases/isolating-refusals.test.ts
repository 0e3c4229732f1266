import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isolateRefusal } from '../../functions/alerts/isolate-refusal.ts';
import { alertMail } from '../../functions/alerts/mail/alert-mail.ts';
import { CallRefused, type Letter, type Mailer } from '../../functions/alerts/mailer.ts';
import { publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from '../doubles/announcements.ts';

const announcement = anAnnouncement();
const rest = {
  mail: alertMail(announcement, 'https://parvis.example'),
  chunk: { publicationId: publicationId(announcement), part: '07', chunk: 0 },
};
const lettersTo = (count: number): Letter[] =>
  Array.from({ length: count }, (_, position) => ({
    position,
    address: `p${position}@exemple.fr`,
    leaveAddress: 'https://parvis.example/l',
  }));

/** A service that refuses every call with one of the bad positions in it, and remembers whom it wrote to. */
const serviceThatRefuses = (bad: Set<number>) => {
  const sent: number[] = [];
  let calls = 0;
  const mailer: Mailer = async ({ letters }) => {
    calls += 1;
    if (letters.some(({ position }) => bad.has(position))) throw new CallRefused('BadRequestException');
    sent.push(...letters.map(({ position }) => position));
    return letters.map(() => 'accepted');
  };
  return { mailer: isolateRefusal(mailer), sent, calls: () => calls };
};

describe('a call that the mail service refuses as a whole', () => {
  it('reaches everybody but those whose letter is wrong, each once, whoever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 50 }), fc.uniqueArray(fc.nat(49)), async (count, positions) => {
        const bad = new Set(positions.filter((position) => position < count));
        fc.pre(bad.size < count);
        const { mailer, sent } = serviceThatRefuses(bad);
        const fates = await mailer({ ...rest, letters: lettersTo(count) });
        expect(fates).toEqual(lettersTo(count).map(({ position }) => (bad.has(position) ? 'refused' : 'accepted')));
        expect(sent.toSorted((a, b) => a - b)).toEqual(lettersTo(count).flatMap(({ position }) => (bad.has(position) ? [] : [position])));
      }),
    );
  });

  it('takes few calls to find one bad letter among fifty', async () => {
    const { mailer, calls } = serviceThatRefuses(new Set([31]));
    await mailer({ ...rest, letters: lettersTo(50) });
    expect(calls()).toBeLessThanOrEqual(14);
  });

  it.each([1, 2, 50])('gives up none of %i when nobody’s letter passes: the call is wrong, not the people', async (count) => {
    const { mailer, sent } = serviceThatRefuses(new Set(lettersTo(count).map(({ position }) => position)));
    await expect(mailer({ ...rest, letters: lettersTo(count) })).rejects.toBeInstanceOf(CallRefused);
    expect(sent).toEqual([]);
  });

  it('leaves for later those whose half met a service in trouble', async () => {
    let calls = 0;
    const mailer = isolateRefusal(async ({ letters }) => {
      calls += 1;
      if (calls === 1) throw new CallRefused('BadRequestException');
      if (calls === 2) throw new Error('throttled');
      return letters.map(() => 'accepted');
    });
    expect(await mailer({ ...rest, letters: lettersTo(4) })).toEqual(['later', 'later', 'accepted', 'accepted']);
  });

  it('passes on any other failure as it is', async () => {
    const failure = new Error('the service is away');
    await expect(isolateRefusal(() => Promise.reject(failure))({ ...rest, letters: lettersTo(3) })).rejects.toBe(failure);
  });
});
