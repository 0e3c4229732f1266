import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alertMail } from '../../functions/alerts/mail/alert-mail.ts';
import { CallRefused, CallThrottled, type Fate, type Letter, type Mailer, type Mailing } from '../../functions/alerts/mailer.ts';
import { letterByLetter, tellRefusals } from '../../functions/alerts/sending/tell-refusals.ts';
import { bulkWhilePossible } from '../../functions/alerts/sending/ways.ts';
import { publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { endlessTurn } from '../doubles/turns.ts';

const announcement = anAnnouncement();
const mailingTo = (count: number): Mailing => ({
  mail: alertMail(announcement, 'https://parvis.example'),
  chunk: { publicationId: publicationId(announcement), part: '07', chunk: 0 },
  letters: Array.from(
    { length: count },
    (_, position): Letter => ({ position, address: `p${position}@exemple.fr`, leaveAddress: 'https://a/l' }),
  ),
  turn: endlessTurn,
});

let log: ReturnType<typeof keepLogLines>;
beforeEach(() => {
  log = keepLogLines();
});
afterEach(() => log.restore());

describe('bulk calls that the service throttles', () => {
  const ready = (throttled: () => boolean) => {
    let now = Date.UTC(2026, 2, 2, 8);
    const ways: string[] = [];
    const way =
      (name: string, fails: () => boolean): Mailer =>
      async ({ letters }) => {
        ways.push(name);
        if (fails()) throw new CallThrottled('TooManyRequestsException');
        return letters.map(() => 'accepted');
      };
    const mailer = bulkWhilePossible({ bulk: way('bulk', throttled), single: way('single', () => false), clock: () => new Date(now) });
    return { ways, send: () => mailer(mailingTo(2)), wait: (seconds: number) => (now += seconds * 1000) };
  };

  it('are made one by one at once, for a minute, and then tried again', async () => {
    let throttled = true;
    const { ways, send, wait } = ready(() => throttled);
    expect(await send()).toEqual(['accepted', 'accepted']);
    wait(59);
    await send();
    expect(ways).toEqual(['bulk', 'single', 'single']);
    throttled = false;
    wait(1);
    await send();
    await send();
    expect(ways.slice(3)).toEqual(['bulk', 'bulk']);
    expect(log.lines().map(({ message, milliseconds }) => [message, milliseconds])).toEqual([['mail.bulk-throttled', 60_000]]);
  });

  it('are tried after twice as long each time that they still are, up to sixteen minutes', async () => {
    const { send, wait } = ready(() => true);
    for (let attempt = 0; attempt < 7; attempt++) {
      await send();
      wait(16 * 60);
    }
    expect(log.lines().map(({ milliseconds }) => Number(milliseconds) / 60_000)).toEqual([1, 2, 4, 8, 16, 16, 16]);
  });

  it('do not hide any other failure', async () => {
    const failure = new Error('no answer');
    const mailer = bulkWhilePossible({
      bulk: () => Promise.reject(failure),
      single: async ({ letters }) => letters.map(() => 'accepted'),
      clock: () => new Date(0),
    });
    await expect(mailer(mailingTo(2))).rejects.toBe(failure);
  });
});

describe('letters that the service refuses', () => {
  const answering =
    (...fates: Fate[]): Mailer =>
    async () =>
      fates;
  const probed = (passes: boolean | Error) => {
    let probes = 0;
    const probe = async (): Promise<boolean> => {
      probes += 1;
      if (passes instanceof Error) throw passes;
      return passes;
    };
    return { probe, probes: () => probes };
  };

  it('are refused for good when another letter of the same mailing passed, without asking further', async () => {
    const { probe, probes } = probed(false);
    expect(await tellRefusals(answering('refused', 'accepted'), probe)(mailingTo(2))).toEqual(['refused', 'accepted']);
    expect(probes()).toBe(0);
  });

  it.each([1, 2])('are refused for good, all %i of them, when the mail passes to an address that is surely right', async (count) => {
    const fates = Array.from({ length: count }, (): Fate => 'refused');
    expect(await tellRefusals(answering(...fates), probed(true).probe)(mailingTo(count))).toEqual(fates);
  });

  it('are no fault of the people when it does not pass either, nor when nobody knows', async () => {
    await expect(tellRefusals(answering('refused'), probed(false).probe)(mailingTo(1))).rejects.toBeInstanceOf(CallRefused);
    await expect(tellRefusals(answering('refused', 'waiting'), probed(new Error('away')).probe)(mailingTo(2))).rejects.toThrow('away');
  });

  it('are looked for one by one when a whole call is refused, if the mail itself is right', async () => {
    const refusing: Mailer = () => Promise.reject(new CallRefused('BadRequestException'));
    const single = answering('accepted', 'refused', 'accepted');
    expect(await letterByLetter(refusing, single, probed(true).probe)(mailingTo(3))).toEqual(['accepted', 'refused', 'accepted']);
    await expect(letterByLetter(refusing, single, probed(false).probe)(mailingTo(3))).rejects.toBeInstanceOf(CallRefused);
  });

  it('are not looked for when the call failed otherwise', async () => {
    const failure = new Error('no answer');
    await expect(letterByLetter(() => Promise.reject(failure), answering('accepted'), probed(true).probe)(mailingTo(1))).rejects.toBe(
      failure,
    );
  });
});
