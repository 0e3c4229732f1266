import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinAnnouncements } from '../../functions/alerts/rules/joined-announcement.ts';
import { type Announcement, MAX_PASSAGES } from '../../schemas/publication.ts';
import type { Passage } from '../../schemas/revision.ts';
import { anAnnouncement } from '../doubles/announcements.ts';

const passage = (text: string, parts: Partial<Passage> = {}): Passage => ({
  change: 'added',
  part: 'body',
  path: [],
  words: [{ change: 'added', text }],
  ...parts,
});
const textsOf = ({ passages }: Announcement): string[] => passages.map(({ words }) => words.map(({ text }) => text).join(''));
const third = anAnnouncement({ revision: 3, changeNote: 'Le montant augmente.', passages: [passage('a'), passage('b')] });
const fourth = anAnnouncement({
  revision: 4,
  title: 'Carte Vitale, nouvelle',
  changeNote: 'La démarche change.',
  passages: [passage('c')],
});

describe('several revisions in one mail', () => {
  it('are called as the last one is, with the notes of all in their order', () => {
    expect(joinAnnouncements([fourth, third])).toEqual({
      ...fourth,
      changeNote: '– Le montant augmente.\n– La démarche change.',
      passages: [passage('a'), passage('b'), passage('c')],
      morePassages: 0,
      joined: [3],
    });
  });

  it('are one revision as it is when there is one', () => {
    expect(joinAnnouncements([third])).toEqual(third);
  });

  it('say a note that all share once', () => {
    expect(joinAnnouncements([third, { ...fourth, changeNote: third.changeNote }]).changeNote).toBe('Le montant augmente.');
  });

  it('are urgent as soon as one is', () => {
    expect(joinAnnouncements([{ ...third, urgent: true }, fourth]).urgent).toBe(true);
    expect(joinAnnouncements([third, fourth]).urgent).toBe(false);
  });

  it('show passages of each, the page’s own words first, and count those they leave out', () => {
    const many = { ...third, passages: ['a', 'b', 'c', 'd', 'e', 'f'].map((text) => passage(text)), morePassages: 4 };
    const around = { ...fourth, passages: [passage('x'), passage('y', { part: 'around' })], morePassages: 1 };
    const joined = joinAnnouncements([many, around]);
    expect(textsOf(joined)).toEqual(['a', 'b', 'c', 'd', 'e', 'x']);
    expect(joined.morePassages).toBe(4 + 1 + 2);
  });

  it('show a passage once where a later revision says it again', () => {
    expect(textsOf(joinAnnouncements([third, { ...fourth, passages: [passage('a')] }]))).toEqual(['a', 'b']);
  });

  it('never lose or repeat a revision, whatever the order they come in', () => {
    const announcement = fc.record({ revision: fc.integer({ min: 2, max: 99 }), count: fc.nat(6), more: fc.nat(20) });
    fc.assert(
      fc.property(fc.uniqueArray(announcement, { minLength: 1, maxLength: 20, selector: ({ revision }) => revision }), (all) => {
        const told = all.map(({ revision, count, more }) =>
          anAnnouncement({
            revision,
            changeNote: `Note ${revision} de la fiche.`,
            passages: Array.from({ length: count }, (_, n) => passage(`${revision}.${n}`)),
            morePassages: more,
          }),
        ) as [Announcement, ...Announcement[]];
        const joined = joinAnnouncements(told);
        expect([...(joined.joined ?? []), joined.revision]).toEqual(all.map(({ revision }) => revision).toSorted((a, b) => a - b));
        expect(joined.passages.length).toBeLessThanOrEqual(MAX_PASSAGES);
        expect(joined.passages.length + joined.morePassages).toBe(all.reduce((sum, { count, more }) => sum + count + more, 0));
        for (const { revision } of all) expect(joined.changeNote).toContain(`Note ${revision} `);
      }),
    );
  });
});
