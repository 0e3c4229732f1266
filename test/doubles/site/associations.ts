import { randomUUID } from 'node:crypto';
import { SpaceId } from '../../../schemas/account.ts';
import { MemberId, type Space } from '../../../schemas/space.ts';
import { SpaceAction } from '../../../schemas/space-action.ts';
import type { Answers } from './api.ts';

const me = MemberId.parse(randomUUID());

const aSpace = (id: SpaceId, kind: Space['kind'], name: string): Space => ({
  id,
  kind,
  name,
  number: kind === 'association' ? 'W751234567' : null,
  createdAt: '2026-01-05T08:00:00.000Z',
  members: kind === 'association' ? 2 : 1,
  closesAt: null,
  version: 1,
});

const anAction = (kind: SpaceAction['kind'], text: string, more: Partial<SpaceAction> = {}): SpaceAction =>
  SpaceAction.parse({
    id: randomUUID(),
    at: '2026-03-01T09:00:00.000Z',
    kind,
    by: { type: 'member', memberId: me, name: 'Camille Martin', you: true },
    text,
    object: null,
    member: null,
    reason: null,
    ...more,
  });

/** The spaces of a person as the API tells of them: their own, and one association. */
export const spacesOnSite = (personalSpaceId: SpaceId) => {
  const association = SpaceId.parse('a3c6d9f2-5b7e-4f08-8c1d-2e4f6a8b0c11');
  const state = {
    association,
    spaces: [aSpace(personalSpaceId, 'personal', ''), aSpace(association, 'association', 'Les amis du parc')],
    actions: [
      anAction('member.removed', 'a retiré l’accès de Dominique Petit', { reason: 'A déménagé et ne participe plus.' }),
      anAction('document.added', 'a ajouté le document « Statuts 2026 »'),
      anAction('space.created', 'a créé l’espace « Les amis du parc »'),
    ],
  };
  const answers: Answers = {
    listSpaces: () => ({ items: state.spaces }),
    createSpace: ({ body: { name, number } }) => {
      const space = { ...aSpace(SpaceId.parse(randomUUID()), 'association', name), number, members: 1 };
      state.spaces = [...state.spaces, space];
      return space;
    },
    listActions: ({ query: { kind, cursor } }) => {
      const found = state.actions.filter((action) => kind === undefined || action.kind === kind);
      return cursor === undefined
        ? { items: found.slice(0, 2), next: found.length > 2 ? 'next' : null }
        : { items: found.slice(2), next: null };
    },
  };
  return { state, answers };
};
