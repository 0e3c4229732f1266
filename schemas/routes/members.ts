import * as z from 'zod/mini';
import { SpaceId } from '../account.ts';
import { PageQuery, pageOf } from '../page.ts';
import { FormerMember, Member, MemberId, MemberName, RemovalReason } from '../space.ts';
import { ActionKind, SpaceAction } from '../space-action.ts';
import { defineRoute } from './route.ts';

const access = { space: 'member' } as const;
const params = z.object({ spaceId: SpaceId });

/** Who belongs to a space, and what they did there. */
export const members = {
  listMembers: defineRoute({
    method: 'GET',
    path: '/spaces/{spaceId}/members',
    summary: 'Lister les membres d’un espace, qui ont tous les mêmes droits, et ceux qui l’ont été',
    access,
    params,
    status: 200,
    response: z.object({ items: z.array(Member), former: z.array(FormerMember) }),
    problems: [],
  }),
  renameMyself: defineRoute({
    method: 'PUT',
    path: '/spaces/{spaceId}/membership',
    summary: 'Changer le nom sous lequel les autres membres me voient',
    access,
    audit: 'member.renamed',
    params,
    body: z.object({ name: MemberName }),
    status: 200,
    response: Member,
    problems: ['space-is-personal'],
  }),
  leaveSpace: defineRoute({
    method: 'DELETE',
    path: '/spaces/{spaceId}/membership',
    summary: 'Quitter une association',
    access,
    audit: 'member.left',
    params,
    status: 204,
    problems: ['space-is-personal', 'last-member'],
  }),
  removeMember: defineRoute({
    method: 'POST',
    path: '/spaces/{spaceId}/members/{memberId}/removal',
    summary: 'Retirer l’accès d’un membre, avec une raison que tous les membres lisent',
    access,
    audit: 'member.removed',
    params: z.extend(params, { memberId: MemberId }),
    body: z.object({ reason: RemovalReason }),
    status: 204,
    problems: ['space-is-personal', 'member-not-found', 'member-is-you'],
  }),
  listActions: defineRoute({
    method: 'GET',
    path: '/spaces/{spaceId}/actions',
    summary: 'Lire ce qui a été fait dans un espace, le plus récent d’abord',
    access,
    params,
    query: z.extend(PageQuery, { kind: z.optional(ActionKind), member: z.optional(MemberId) }),
    status: 200,
    response: pageOf(SpaceAction),
    problems: [],
  }),
};
