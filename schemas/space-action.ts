import * as z from 'zod/mini';
import { MemberId } from './space.ts';

/**
 * What is told in the feed of a space, and how: `{object}` stands for what it was done to as it was called then, `{member}` for the member whom
 * it concerns. The sentence follows the name of who did it.
 */
export const actionKinds = {
  'space.created': 'a créé l’espace « {object} »',
  'space.renamed': 'a renommé l’espace, qui s’appelait « {object} »',
  'space.number-changed': 'a changé le numéro de l’association : {object}',
  'space.closing': 'a demandé la fermeture de l’espace',
  'space.reopened': 'a annulé la fermeture de l’espace',
  'member.invited': 'a invité {object}',
  'member.reminded': 'a renvoyé l’invitation à {object}',
  'member.invitation-withdrawn': 'a retiré l’invitation de {object}',
  'member.declined': 'a décliné l’invitation',
  'member.joined': 'a rejoint l’espace',
  'member.renamed': 'a changé de nom affiché : {object} auparavant',
  'member.removed': 'a retiré {member} de l’espace',
  'member.left': 'a quitté l’espace',
  'document.added': 'a ajouté le document « {object} »',
  'document.changed': 'a modifié les informations du document « {object} »',
  'document.renamed': 'a renommé le document qui s’appelait « {object} »',
  'document.file-added': 'a ajouté un fichier au document « {object} »',
  'document.file-removed': 'a retiré un fichier du document « {object} »',
  'document.file-restored': 'a remis un fichier dans le document « {object} »',
  'document.replaced': 'a remplacé un fichier du document « {object} »',
  'document.deleted': 'a supprimé le document « {object} »',
  'document.destroyed': 'a supprimé définitivement le document « {object} »',
  'document.restored': 'a restauré le document « {object} »',
  'document.refused': 'a refusé un fichier du document « {object} »',
  'document.deposited': 'a déposé le document « {object} »',
  'document.expiring': 'rappelle que le document « {object} » expire bientôt',
  'procedure.sent': 'a envoyé la démarche « {object} »',
} as const satisfies Record<`${string}.${string}`, string>;

export type ActionKind = keyof typeof actionKinds;

export const ActionKind = z
  .enum(Object.keys(actionKinds) as [ActionKind, ...ActionKind[]])
  .register(z.globalRegistry, { id: 'ActionKind' });

/** Who acted: a member, present or past; a service outside the space; Parvis by itself; or somebody who was invited and did not come. */
export const ActorType = z.enum(['member', 'service', 'parvis', 'invited']).register(z.globalRegistry, { id: 'ActorType' });
export type ActorType = z.output<typeof ActorType>;

export const SpaceAction = z
  .object({
    id: z.uuid(),
    at: z.iso.datetime(),
    kind: ActionKind,
    by: z.object({
      type: ActorType,
      /** Null when it was no member. */
      memberId: z.nullable(MemberId),
      name: z.string(),
      /** Whether it was who asks. */
      you: z.boolean(),
    }),
    /** French; follows the name of who did it. */
    text: z.string(),
    /** What it was done to, with its name of then; it may be gone. */
    object: z.nullable(z.object({ id: z.nullable(z.string()), name: z.string() })),
    member: z.nullable(z.object({ memberId: MemberId, name: z.string() })),
    reason: z.nullable(z.string()),
  })
  .register(z.globalRegistry, { id: 'SpaceAction' });
export type SpaceAction = z.output<typeof SpaceAction>;
