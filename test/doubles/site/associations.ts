import { randomUUID } from 'node:crypto';
import { Problem } from '../../../functions/shared/problem.ts';
import { SpaceId } from '../../../schemas/account.ts';
import { Invitation, type Member, MemberId, type Space } from '../../../schemas/space.ts';
import { SpaceAction } from '../../../schemas/space-action.ts';
import type { Answers } from './api.ts';

const me = MemberId.parse(randomUUID());
const former = MemberId.parse(randomUUID());

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
  const aMember = (name: string, you: boolean): Member => ({
    id: you ? me : MemberId.parse(randomUUID()),
    name,
    you,
    joinedAt: '2026-01-05T08:00:00.000Z',
  });
  const anInvitation = (email: string): Invitation =>
    Invitation.parse({
      id: randomUUID(),
      email,
      invitedBy: 'Camille Martin',
      invitedAt: '2026-03-01T08:00:00.000Z',
      expiresAt: '2026-03-15T08:00:00.000Z',
      remindersLeft: 3,
    });
  const state = {
    association,
    former: [{ id: former, name: 'Dominique Petit' }],
    members: [aMember('Camille Martin', true), aMember('Amine Diallo', false)],
    invitations: [] as Invitation[],
    received: {
      link: `k1.${'a'.repeat(60)}`,
      spaceName: 'La chorale',
      invitedBy: 'Lucie',
      email: 'camille.martin@exemple.fr',
      expiresAt: '2026-03-15T08:00:00.000Z',
    },
    answered: undefined as 'accepted' | 'declined' | undefined,
    spaces: [aSpace(personalSpaceId, 'personal', ''), aSpace(association, 'association', 'Les amis du parc')],
    actions: [
      anAction('member.removed', 'a retiré l’accès de Dominique Petit', { reason: 'A déménagé et ne participe plus.' }),
      anAction('document.added', 'a ajouté le document « Statuts 2026 »'),
      anAction('member.left', 'a quitté l’espace', { by: { type: 'member', memberId: former, name: 'Dominique Petit', you: false } }),
      anAction('space.created', 'a créé l’espace « Les amis du parc »'),
    ],
  };
  const spaceOf = (id: SpaceId): Space => state.spaces.find((one) => one.id === id) ?? aSpace(id, 'association', '');
  const keep = (id: SpaceId, change: Partial<Space>): Space => {
    const next = { ...spaceOf(id), ...change, version: spaceOf(id).version + 1 };
    state.spaces = state.spaces.map((one) => (one.id === id ? next : one));
    return next;
  };
  const answers: Answers = {
    listSpaces: () => ({ items: state.spaces }),
    createSpace: ({ body: { name, number } }) => {
      const space = { ...aSpace(SpaceId.parse(randomUUID()), 'association', name), number, members: 1 };
      state.spaces = [...state.spaces, space];
      return space;
    },
    readSpace: ({ params }) => spaceOf(params.spaceId),
    changeSpace: ({ params, body: { name, number } }) => keep(params.spaceId, { name, number }),
    closeSpace: ({ params, body: { name } }) => {
      if (name !== spaceOf(params.spaceId).name) throw new Problem('closure-unconfirmed');
      return keep(params.spaceId, { closesAt: '2026-03-08T08:00:00.000Z' });
    },
    reopenSpace: ({ params }) => keep(params.spaceId, { closesAt: null }),
    listMembers: () => ({ items: state.members, former: state.former }),
    renameMyself: ({ body: { name } }) => {
      state.members = state.members.map((one) => (one.you ? { ...one, name } : one));
      return aMember(name, true);
    },
    leaveSpace: ({ params }) => {
      state.spaces = state.spaces.filter(({ id }) => id !== params.spaceId);
    },
    removeMember: ({ params }) => {
      state.members = state.members.filter(({ id }) => id !== params.memberId);
    },
    listInvitations: () => ({ items: state.invitations }),
    inviteMember: ({ body: { email } }) => {
      if (state.invitations.some((one) => one.email === email)) throw new Problem('invitation-pending');
      const invitation = anInvitation(email);
      state.invitations = [...state.invitations, invitation];
      return invitation;
    },
    remindInvitation: ({ params }) => {
      state.invitations = state.invitations.map((one) => (one.id === params.invitationId ? { ...one, remindersLeft: 0 } : one));
      return state.invitations.find(({ id }) => id === params.invitationId) ?? anInvitation('a@exemple.fr');
    },
    withdrawInvitation: ({ params }) => {
      state.invitations = state.invitations.filter(({ id }) => id !== params.invitationId);
    },
    listMyInvitations: () => ({ items: state.answered ? [] : [state.received] }),
    readInvitation: ({ params }) => {
      if (params.invitationLink !== state.received.link) throw new Problem('invitation-not-found');
      return state.received;
    },
    acceptInvitation: () => {
      state.answered = 'accepted';
      const joined = aSpace(SpaceId.parse(randomUUID()), 'association', state.received.spaceName);
      state.spaces = [...state.spaces, joined];
      return joined;
    },
    declineInvitation: () => {
      state.answered = 'declined';
    },
    listActions: ({ query: { kind, member, cursor } }) => {
      const found = state.actions.filter(
        (action) => (kind === undefined || action.kind === kind) && (member === undefined || action.by.memberId === member),
      );
      return cursor === undefined
        ? { items: found.slice(0, 2), next: found.length > 2 ? 'next' : null }
        : { items: found.slice(2), next: null };
    },
  };
  return { state, answers };
};
