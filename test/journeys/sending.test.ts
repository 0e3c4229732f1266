import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { actAsStaff, importArchive, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { FicheId } from '../../schemas/fiche.ts';
import { addFollowers, alertEnded, otherThanOnce, publishSignificant } from './followers.ts';
import { startTestSystem } from './start.ts';
import { withSettings } from './with-setting.ts';

const sample = new Uint8Array(readFileSync(new URL('../../local/samples/fiches-sample.zip', import.meta.url)));
const particuliers = (ficheId: string) => ({ audience: 'particuliers' as const, ficheId: FicheId.parse(ficheId) });
const [fiche, other] = [particuliers('F265'), particuliers('F984')];

/** Three calls of fifty, and one that is not full. */
const PEOPLE = 160;
/** What a kill may double: one call in bulk, or what one worker has in flight one by one. */
const doubled = { bulk: 50, single: 64 };

/** Mails a second: one in a thousand calls may be throttled. */
const QUOTA = 32;

let system: System;
afterEach(() => system.stop());

const ready = async (settings: Record<string, string | number>, options: Parameters<typeof startTestSystem>[0] = {}) => {
  system = await startTestSystem({ ...options, alterTemplates: withSettings(settings) });
  const editor = actAsStaff(system, 'editor');
  await importArchive(editor, sample, { scope: 'partial' });
  return editor;
};

describe.each(['bulk', 'single'] as const)('alerts that go %s', (way) => {
  const begin = async (options: Parameters<typeof startTestSystem>[0] = {}) => {
    const editor = await ready({ SEND_WAY: way }, options);
    await addFollowers(system, fiche, PEOPLE);
    return editor;
  };

  it('reach each person once when every message is delivered twice and SES throttles, fails and comes back', async () => {
    const editor = await begin({ deliverTwice: true });
    system.mailbox.faults.failNext = ['throttle', 'error', 'throttle'];
    await publishSignificant(editor, fiche);
    expect(await alertEnded(editor, fiche)).toMatchObject({ expected: PEOPLE, accepted: PEOPLE, failed: 0, left: 0 });
    expect(otherThanOnce(system)).toEqual([]);
    expect(system.mailbox.messages({})).toHaveLength(PEOPLE);
    const triedInBulk = system.mailbox.calls.bulk + system.functions.countOf('mail.bulk-throttled');
    expect(triedInBulk > 0).toBe(way === 'bulk');
  });

  it('are sent again within fifteen seconds of a kill, and to no more people than were in flight', async () => {
    const editor = await begin();
    system.mailbox.faults.latencyMilliseconds = 1500;
    await publishSignificant(editor, fiche);
    await waitFor('sends in flight', async () => system.mailbox.inFlight() > (way === 'bulk' ? 0 : 40));
    const before = system.mailbox.messages({}).length;
    system.functions.kill('alerts-delivery');
    const killedAt = Date.now();
    system.mailbox.faults.latencyMilliseconds = 0;
    await waitFor('the next send', async () => system.mailbox.messages({}).length > before, 30);
    expect(Date.now() - killedAt).toBeLessThanOrEqual(15_000);
    expect((await alertEnded(editor, fiche)).accepted).toBe(PEOPLE);
    const odd = otherThanOnce(system);
    expect(odd.filter(([, count]) => count > 2)).toEqual([]);
    expect(odd.length).toBeLessThanOrEqual(2 * doubled[way]);
    expect(new Set(system.mailbox.messages({}).flatMap(({ to }) => to)).size).toBe(PEOPLE);
  });
});

describe('alerts', () => {
  it('go one by one by themselves while bulk calls are throttled', async () => {
    const editor = await ready({ SEND_WAY: 'bulk' });
    await addFollowers(system, fiche, PEOPLE);
    system.mailbox.faults.bulkCallsPerSecond = 0.001;
    await publishSignificant(editor, fiche);
    expect(await alertEnded(editor, fiche)).toMatchObject({ accepted: PEOPLE, failed: 0 });
    expect(otherThanOnce(system)).toEqual([]);
    expect(system.mailbox.calls.single).toBeGreaterThanOrEqual(PEOPLE - 50);
    expect(system.functions.countOf('mail.bulk-throttled')).toBeGreaterThan(0);
    expect(system.functions.countOf('message.failed')).toBe(0);
  });

  it('give up one person for whom SES refuses the whole call, even alone in a chunk, and nobody else', async () => {
    const editor = await ready({ SEND_WAY: 'bulk' });
    await addFollowers(system, fiche, 30);
    await addFollowers(system, other, 1);
    const refused = new Set<string>();
    system.mailbox.faults.refuse = (address) => {
      if (address.endsWith('amazonses.com') || (refused.size > 0 && !refused.has(address))) return undefined;
      refused.add(address);
      return 'BAD_REQUEST';
    };
    await publishSignificant(editor, fiche);
    expect(await alertEnded(editor, fiche)).toMatchObject({ accepted: 29, failed: 1 });
    refused.clear();
    await publishSignificant(editor, other);
    expect(await alertEnded(editor, other)).toMatchObject({ accepted: 0, failed: 1 });
    expect(system.functions.countOf('message.failed')).toBe(0);
  });

  it('that are urgent go before a large one that is being sent at a low quota, which loses nobody', async () => {
    const editor = await ready({ SEND_WAY: 'single', SENDS_PER_SECOND: QUOTA });
    system.mailbox.faults.mailsPerSecond = QUOTA;
    await addFollowers(system, fiche, 1000);
    await addFollowers(system, other, 10);
    await publishSignificant(editor, fiche);
    await waitFor('the large alert on its way', async () => system.mailbox.messages({}).length > QUOTA);
    await publishSignificant(editor, other, true);
    expect(await alertEnded(editor, other)).toMatchObject({ accepted: 10 });
    const mails = system.mailbox.messages({});
    const urgent = mails.flatMap(({ tags }, at) => (tags['publication']?.[0]?.includes(`-${other.ficheId}-`) ? [at] : []));
    expect(urgent).toHaveLength(10);
    expect(mails.length).toBeLessThan(1000);
    const amongThem = (urgent.at(-1) ?? 0) - (urgent[0] ?? 0) - 9;
    expect(amongThem).toBeLessThan(5 * QUOTA);
    expect(await alertEnded(editor, fiche)).toMatchObject({ accepted: 1000, failed: 0 });
    expect(otherThanOnce(system)).toEqual([]);
    expect(system.mailbox.calls.throttled).toBeLessThanOrEqual(1);
  }, 300_000);
});
