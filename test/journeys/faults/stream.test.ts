import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, actAsStaff, importArchive, waitFor } from '../../../local/acting.ts';
import type { System } from '../../../local/system.ts';
import { addFollowers, otherThanOnce } from '../followers.ts';
import { startTestSystem } from '../start.ts';
import { accidents } from './accidents.ts';
import { alertDelivered, allQuiet, peopleTold } from './ended.ts';
import { particuliers, smallArchive } from './fiches.ts';

const PEOPLE = 10;
const fiche = particuliers('F100');
const REVISIONS = [2, 3, 4, 5];

interface Published {
  type: string;
  detail: { ficheId: string; revision: number };
}

describe('the reader of the outbox', () => {
  const fate = accidents();
  const failures: string[] = [];
  let system: System;
  let editor: Actor;

  beforeAll(async () => {
    system = await startTestSystem({ meter: fate.meter, report: (message) => failures.push(message) });
    fate.befall(system);
    editor = actAsStaff(system, 'editor');
    await importArchive(editor, smallArchive(1), { scope: 'partial' });
    await addFollowers(system, fiche, PEOPLE);
    await allQuiet(system);
  });
  afterAll(() => system.stop());

  const publish = async (revision: number) => {
    const introduction = [{ kind: 'paragraph' as const, content: [`La carte change pour la ${revision}e fois.`] }];
    const { version } = await editor.draftRevision({ params: fiche, body: { from: 'edit', edit: { introduction } } });
    const changeNote = `La carte d’identité change pour la ${revision}e fois cette année.`;
    const decision = { significance: 'significant' as const, reason: 'Essai', changeNote };
    const decided = await editor.decideDraft({ params: fiche, body: { version, decision } });
    await editor.publishDraft({ params: fiche, body: { version: decided.version } });
  };
  const declared = () =>
    (fate.published() as Published[]).filter(({ type }) => type === 'fiche.declared-significant').map(({ detail }) => detail.revision);

  it('that fails for a while, and dies, goes on where it stood: nothing is lost, and what happened first is told first', async () => {
    fate.refuse('publisher-outbox');
    for (const revision of REVISIONS) await publish(revision);
    await waitFor('several attempts', async () => system.functions.countOf('outbox.publish-failed') >= 3);
    expect(system.functions.kill('publisher-outbox')).toBeGreaterThan(0);
    expect(declared()).toEqual([]);
    fate.killAtEachWrite('publisher-outbox');
    fate.spare('publisher-outbox');
    for (const revision of REVISIONS)
      expect(await alertDelivered(editor, fiche, revision)).toMatchObject({ accepted: PEOPLE, delivered: PEOPLE, left: 0, failed: 0 });
    expect([...new Set(declared())]).toEqual(REVISIONS);
    expect(declared().length).toBeGreaterThan(REVISIONS.length);
    expect(fate.deaths('publisher-outbox')).toBe(1);
  });

  it('told some events twice, and nobody has two mails of one revision', async () => {
    await allQuiet(system);
    expect(peopleTold(system)).toBe(PEOPLE);
    expect(otherThanOnce(system).map(([, count]) => count)).toEqual(Array.from({ length: PEOPLE }, () => REVISIONS.length));
    expect(failures.some((message) => message.startsWith('publisher-outbox'))).toBe(true);
  });
});
