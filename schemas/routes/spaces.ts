import * as z from 'zod/mini';
import { SpaceId } from '../account.ts';
import { PageQuery, pageOf } from '../page.ts';
import { AssociationNumber, MemberId, MemberName, Space, SpaceName } from '../space.ts';
import { ActionKind, SpaceAction } from '../space-action.ts';
import { defineRoute } from './route.ts';

const access = { space: 'member' } as const;
const params = z.object({ spaceId: SpaceId });

const Named = z.object({ name: SpaceName, number: z._default(z.nullable(AssociationNumber), null) });

export const spaces = {
  listSpaces: defineRoute({
    method: 'GET',
    path: '/spaces',
    summary: 'Lister mes espaces : le personnel, puis mes associations',
    access: 'signed-in',
    status: 200,
    response: z.object({ items: z.array(Space) }),
    problems: ['account-not-found'],
  }),
  createSpace: defineRoute({
    method: 'POST',
    path: '/spaces',
    summary: 'Ajouter une association',
    access: 'signed-in',
    audit: 'space.created',
    body: z.extend(Named, { memberName: MemberName }),
    status: 201,
    response: Space,
    problems: ['account-suspended', 'too-many-spaces'],
  }),
  readSpace: defineRoute({
    method: 'GET',
    path: '/spaces/{spaceId}',
    summary: 'Lire un espace',
    access,
    params,
    status: 200,
    response: Space,
    problems: [],
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
