import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { MemberId } from '../../schemas/space.ts';
import type { SpaceAction } from '../../schemas/space-action.ts';
import { feedTable } from '../../web/app/pages/spaces/feed-table.ts';

const id = MemberId.parse(randomUUID());
const action = (text: string, reason: string | null = null): SpaceAction => ({
  id: randomUUID(),
  at: '2026-05-01T08:00:00.000Z',
  kind: 'document.added',
  by: { type: 'member', memberId: id, name: 'Ada', you: true },
  text,
  object: null,
  member: null,
  reason,
});

it('the copy of a space that closes holds its members and every action, one a line', () => {
  const members = [{ id, name: 'Ada', joinedAt: '2026-04-01T08:00:00.000Z', you: true }];
  const table = feedTable(members, [action('a retiré Bo de l’espace', 'Départ'), action('a ajouté le document « Le "grand" ; projet »')]);
  expect(table.split('\r\n')).toEqual([
    '\ufeff"Membre";"Membre depuis"',
    '"Ada";"01/04/2026 10:00:00"',
    '',
    '"Date";"Qui";"Quoi";"Raison"',
    '"01/05/2026 10:00:00";"Ada";"a retiré Bo de l’espace";"Départ"',
    '"01/05/2026 10:00:00";"Ada";"a ajouté le document « Le ""grand"" ; projet »";""',
    '',
  ]);
});

it.each(['=HYPERLINK("x")', '+33', '-1', '@SUM(A1)'])('what a spreadsheet would take for a formula stays text: %s', (reason) => {
  expect(feedTable([], [action('a retiré Bo', reason)])).toContain(`"'${reason.replaceAll('"', '""')}"`);
});
