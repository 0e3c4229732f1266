import * as z from 'zod/mini';
import { SpaceId } from '../account.ts';
import { AssociationNumber, MemberName, Space, SpaceName } from '../space.ts';
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
  changeSpace: defineRoute({
    method: 'PUT',
    path: '/spaces/{spaceId}',
    summary: 'Renommer une association ou changer son numéro, telle qu’elle a été lue (version)',
    access,
    audit: 'space.changed',
    params,
    body: z.extend(Named, { version: z.int().check(z.gte(1)) }),
    status: 200,
    response: Space,
    problems: ['space-is-personal', 'space-outdated'],
  }),
  closeSpace: defineRoute({
    method: 'PUT',
    path: '/spaces/{spaceId}/closure',
    summary: 'Fermer une association dont on est la dernière personne membre, en confirmant son nom ; elle est effacée sept jours après',
    access,
    audit: 'space.closing',
    params,
    body: z.object({ name: SpaceName }),
    status: 200,
    response: Space,
    problems: ['space-is-personal', 'space-shared', 'closure-unconfirmed'],
  }),
  reopenSpace: defineRoute({
    method: 'DELETE',
    path: '/spaces/{spaceId}/closure',
    summary: 'Annuler la fermeture d’une association',
    access,
    audit: 'space.reopened',
    params,
    status: 200,
    response: Space,
    problems: ['space-is-personal', 'space-not-closing'],
  }),
};
