import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, actAsStaff, importArchive } from '../../../local/acting.ts';
import type { Template } from '../../../local/assembly.ts';
import type { System } from '../../../local/system.ts';
import { addFollowers, otherThanOnce, publishSignificant } from '../followers.ts';
import { startTestSystem } from '../start.ts';
import { withSettings } from '../with-setting.ts';
import { alertDelivered, peopleTold } from './ended.ts';
import { particuliers, smallArchive } from './fiches.ts';
import { impatientQueues } from './impatient-queues.ts';

/** Three calls of fifty, and one that is not full. */
const PEOPLE = 160;
const CALL = 50;

describe.each(['bulk', 'single'] as const)('a mail service in trouble, with mails that go %s', (way) => {
  let system: System;
  let editor: Actor;

  beforeAll(async () => {
    const alterTemplates = (templates: Record<string, Template>) => {
      withSettings({ SEND_WAY: way })(templates);
      impatientQueues({ visibility: 3, attempts: 140, of: /Delivery/ })(templates);
    };
    system = await startTestSystem({ alterTemplates, report: () => {} });
    editor = actAsStaff(system, 'editor');
    await importArchive(editor, smallArchive(2), { scope: 'partial' });
  });
  afterAll(() => system.stop());

  it('that never answers, throttles, fails, and has no time for some of fifty: everybody gets one mail', async () => {
    const fiche = particuliers('F100');
    await addFollowers(system, fiche, PEOPLE);
    system.mailbox.faults.failNext = ['hang', 'throttle', 'error'];
    const troubled = new Map<string, number>();
    system.mailbox.faults.refuse = (address) => {
      const times = troubled.get(address) ?? 0;
      troubled.set(address, times + 1);
      if (times > 0) return undefined;
      return troubled.size % 5 === 0 ? 'TRANSIENT_FAILURE' : troubled.size % 7 === 0 ? 'ACCOUNT_THROTTLED' : undefined;
    };
    await publishSignificant(editor, fiche);
    const ledger = await alertDelivered(editor, fiche);
    expect(ledger).toMatchObject({ expected: PEOPLE, accepted: PEOPLE, delivered: PEOPLE, failed: 0, left: 0, bounced: 0 });
    expect(peopleTold(system)).toBe(PEOPLE);
    expect(otherThanOnce(system)).toEqual([]);
    expect([...troubled.values()].filter((times) => times > 1).length).toBeGreaterThan(CALL / 7);
  });

  it('that refuses some of fifty for good: they are counted, and everybody else gets one mail', async () => {
    const fiche = particuliers('F101');
    await addFollowers(system, fiche, PEOPLE);
    system.mailbox.clear();
    const met: string[] = [];
    system.mailbox.faults.refuse = (address) => {
      if (!met.includes(address)) met.push(address);
      return met.indexOf(address) % 40 === 3 ? 'MESSAGE_REJECTED' : undefined;
    };
    await publishSignificant(editor, fiche);
    const ledger = await alertDelivered(editor, fiche);
    const refused = PEOPLE / 40;
    expect(ledger).toMatchObject({ expected: PEOPLE, accepted: PEOPLE - refused, failed: refused, delivered: PEOPLE - refused, left: 0 });
    expect(peopleTold(system)).toBe(PEOPLE - refused);
    expect(otherThanOnce(system)).toEqual([]);
    expect(system.functions.countOf('mail.refused')).toBeGreaterThan(0);
  });
});
