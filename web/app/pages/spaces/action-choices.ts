import type { ActionKind } from '../../../../schemas/space-action.ts';

/** Kinds of action that members look for, in their words. */
export const actionChoices: (readonly [ActionKind | '', string])[] = [
  ['', 'Toutes les actions'],
  ['document.added', 'Les documents ajoutés'],
  ['document.deleted', 'Les documents supprimés'],
  ['document.deposited', 'Les documents déposés par une administration'],
  ['member.invited', 'Les invitations'],
  ['member.joined', 'Les arrivées'],
  ['member.left', 'Les départs'],
  ['member.removed', 'Les accès retirés'],
  ['procedure.sent', 'Les démarches envoyées'],
];
