import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordFeedback } from '../../functions/alerts/record-feedback.ts';
import { CALL, type ChunkRef, chunkName } from '../../functions/alerts/rules/chunks.ts';
import type { ToldKind } from '../../functions/alerts/rules/mail-event-meanings.ts';
import type { Told } from '../../functions/alerts/store/feedback.ts';
import { publishOutbox } from '../../functions/publisher/publish-outbox.ts';
import { AccountId } from '../../schemas/account.ts';
import type { Envelope } from '../../schemas/events/event.ts';
import { PublicationId } from '../../schemas/publication.ts';
import { digestRun } from '../doubles/digest-run.ts';
import { digestFollowersIn } from '../doubles/digest-scene.ts';
import { dying } from '../doubles/dying.ts';
import { fanOut } from '../doubles/fan-out.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { mailEvent } from '../doubles/mail-events.ts';

let log: ReturnType<typeof keepLogLines>;
beforeAll(() => {
  log = keepLogLines();
});
afterAll(() => log.restore());

const moments = ['before', 'after'] as const;
/** Of the clock of the schedule: five minutes to the run that dies, ten more to make up for it. */
const RECOVERED_WITHIN = 15;

describe('the reconciler, killed before and after every single call of a run that finishes what was lost', () => {
  it('is made up for by its next run: every alert is told, once', async () => {
    const people = Array.from({ length: 12 }, () => ({ accountId: AccountId.parse(randomUUID()), spaces: 1 }));
    for (const lost of [(message: number) => message === 0, (message: number) => message === 1]) {
      const { calls } = await fanOut(people, randomUUID, 1, { lost });
      for (let kill = 0; kill < calls; kill++) {
        const { ledger, mails, inFlight, seconds } = await fanOut(people, randomUUID, 1, { lost, kills: new Set([kill]) });
        expect(ledger).toMatchObject({ state: 'done', expected: people.length, accepted: people.length, left: 0 });
        const wrong = people.filter(({ accountId }) => {
          const count = mails.get(accountId) ?? 0;
          return count === 0 || count > 1 + (inFlight.get(accountId) ?? 0);
        });
        expect(wrong, `kill at ${kill}`).toEqual([]);
        expect(inFlight.size).toBeLessThanOrEqual(CALL);
        expect(seconds, `kill at ${kill}`).toBeLessThan(RECOVERED_WITHIN * 60);
      }
    }
  }, 60_000);

  it('is made up for by its next run: every digest is told, once', async () => {
    const people = digestFollowersIn(2, 6, (n) => [1, 2].filter((fiche) => n % fiche === 0));
    for (const lost of [(message: number) => message === 0, (message: number) => message === 2]) {
      const { calls } = await digestRun(people).run({ lost });
      for (let kill = 0; kill < calls; kill++) {
        const run = digestRun(people);
        const { ledger, minutes, killedInFlight } = await run.run({ lost, kills: new Set([kill]) });
        expect(ledger).toMatchObject({ state: 'done', expected: people.length, accepted: people.length, left: 0 });
        const counts = people.map(({ accountId }) => run.letters.get(accountId)?.length ?? 0);
        expect(Math.min(...counts), `kill at ${kill}`).toBeGreaterThanOrEqual(1);
        expect(counts.reduce((sum, count) => sum + count, 0) - people.length).toBeLessThanOrEqual(killedInFlight);
        expect(minutes, `kill at ${kill}`).toBeLessThanOrEqual(RECOVERED_WITHIN);
      }
    }
  }, 60_000);
});

describe('the publisher, killed before and after every call of the topic', () => {
  const EVENTS = 23;
  const records = Array.from({ length: EVENTS }, (_, number) => ({
    sequenceNumber: String(number),
    image: {
      envelope: { id: randomUUID(), type: 'fiche.revised', at: '2026-01-01T08:00:00.000Z', correlationId: 'request', detail: number },
    },
  }));
  it.each([1, 2, 3].flatMap((call) => moments.map((moment) => [call, moment] as const)))(
    'at call %i, %s: loses no event, and none overtakes another',
    async (call, moment) => {
      const published: unknown[] = [];
      const publish = async (envelopes: Envelope[]) => {
        published.push(...envelopes.map(({ detail }) => detail));
        return new Set<string>();
      };
      const { kill, seen } = dying({ publish }, call, moment);
      await publishOutbox(kill(['publish']))(records);
      expect(seen.dead).toBe(true);
      await publishOutbox({ publish })(records);
      const all = Array.from({ length: EVENTS }, (_, number) => number);
      expect([...new Set(published)]).toEqual(all);
      expect(published.slice(-EVENTS)).toEqual(all);
    },
  );
});

describe('the feedback, killed before and after every call', () => {
  const first: ChunkRef = { publicationId: PublicationId.parse('particuliers-F265-2'), part: '00', chunk: 0 };
  const chunks = [first, { ...first, chunk: 1 }];
  const hard = { bounce: { bounceType: 'Permanent' } };
  const { mail, ...bounced } = mailEvent('Bounce', first, 0, hard);
  const letter = { ...bounced, mail: { ...mail, messageId: 'letter', tags: {} } };
  const events = [
    ...chunks.flatMap((chunk) => [mailEvent('Delivery', chunk, 0), mailEvent('Delivery', chunk, 1), mailEvent('Bounce', chunk, 2, hard)]),
    letter,
  ];
  const messages = events.map((event, n) => ({ messageId: String(n), body: JSON.stringify(event) }));
  /** Stores that know what they were told, as the real ones do. */
  const stores = () => {
    const ledger = new Set<string>();
    const stopped = new Set<string>();
    const letters = new Map<string, ReadonlySet<string>>();
    let sent = 0;
    const record = async (chunk: ChunkRef, told: Told) => {
      const news = told.filter(({ kind, position }) => !ledger.has(`${chunkName(chunk)} ${position} ${kind}`));
      for (const { kind, position } of news) ledger.add(`${chunkName(chunk)} ${position} ${kind}`);
      const of = (wanted: string) => news.filter(({ kind }) => kind === wanted).length;
      const moved = { delivered: of('delivered'), bounced: of('bounced'), complained: 0, rejected: 0 };
      return { news, moved, delivered: new Set<number>() };
    };
    const judge = async (address: string) => void stopped.add(address);
    const count = async (volume: { sent: number }) => {
      sent += volume.sent;
    };
    const hear = async (mailed: string, kinds: ReadonlySet<string>) => {
      const known = new Set(letters.get(mailed));
      letters.set(mailed, new Set([...known, ...kinds]));
      return known as ReadonlySet<ToldKind>;
    };
    return {
      given: { record, judge, hear, count, clock: () => new Date(0) },
      outcome: () => ({ ledger: [...ledger].sort(), stopped, sent }),
    };
  };

  it('and told again, the ledger is that of one that was not, each address is judged, and no mail is held against us twice', async () => {
    const whole = stores();
    const { kill, seen } = dying(whole.given, 0, 'before');
    await recordFeedback(kill(['record', 'judge', 'hear', 'count']))(messages);
    expect(seen.calls).toBe(7);
    for (let call = 1; call <= seen.calls; call++) {
      for (const moment of moments) {
        const { given, outcome } = stores();
        const doomed = dying(given, call, moment);
        await recordFeedback(doomed.kill(['record', 'judge', 'hear', 'count']))(messages).catch(() => undefined);
        expect(doomed.seen.dead).toBe(true);
        expect(await recordFeedback(given)(messages)).toEqual({ batchItemFailures: [] });
        expect(outcome()).toMatchObject({ ledger: whole.outcome().ledger, stopped: whole.outcome().stopped });
        expect(outcome().sent).toBeLessThanOrEqual(whole.outcome().sent);
      }
    }
  });
});
