import * as z from 'zod/mini';
import { EmailAddress, SpaceId } from './account.ts';

/** `personal` is born with the account and has one member; `association` is shared. */
export const SpaceKind = z.enum(['personal', 'association']).register(z.globalRegistry, { id: 'SpaceKind' });
export type SpaceKind = z.output<typeof SpaceKind>;

/** Members of one association: all of them are read at once. */
export const MOST_MEMBERS = 100;
/** Associations of one account. */
export const MOST_ASSOCIATIONS = 50;
/** Invitations that one account has sent in a day: nobody advertises through us. */
export const MOST_INVITATION_MAILS_A_DAY = 30;
/** How often one invitation is sent again, in all. */
export const MOST_REMINDERS = 3;
export const INVITATION_DAYS = 14;
/** Between the decision to close a space and its erasure. */
export const CLOSURE_PAUSE_DAYS = 7;

const MANY_SPACES = /\s+/gu;
const LINK = /:\/\/|www\./i;

/** No character that is not seen but the one that makes one emoji of several, such as a family. */
const ONE_LINE =
  /^(?:[^\p{Cc}\p{Cf}\p{Co}\p{Cn}]|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic}))*$/u;

/** One line of text that people read: without control or direction characters, which could make it say something else. */
const oneLine = (most: number) => [
  z.overwrite((text: string) => text.normalize('NFC').replace(MANY_SPACES, ' ').trim()),
  z.minLength(1, 'Ce champ est obligatoire.'),
  z.maxLength(most),
  z.regex(ONE_LINE, 'Ce texte contient des caractères invisibles qui ne sont pas acceptés.'),
  z.refine((text) => !LINK.test(String(text)), 'Ce texte ne peut pas contenir d’adresse internet.'),
];

export const SpaceName = z
  .string()
  .check(...oneLine(120))
  .register(z.globalRegistry, { id: 'SpaceName' });

/** How somebody is called among the members of one association: their own choice, and nothing of their account. */
export const MemberName = z
  .string()
  .check(...oneLine(80))
  .register(z.globalRegistry, { id: 'MemberName' });

/** Why somebody was removed: every member reads it, and they themselves in the history of their account. */
export const RemovalReason = z
  .string()
  .check(...oneLine(500))
  .register(z.globalRegistry, { id: 'RemovalReason' });

/** Stands for a person in one space: the same person has another one in each, so that nobody can follow them from space to space. */
export const MemberId = z.uuid().brand('MemberId').register(z.globalRegistry, { id: 'MemberId' });
export type MemberId = z.output<typeof MemberId>;

export const InvitationId = z.uuid().brand('InvitationId').register(z.globalRegistry, { id: 'InvitationId' });
export type InvitationId = z.output<typeof InvitationId>;

const RNA = /^W(?:\d{3}|2[AB]\d)\d{6}$/;
const SIREN = /^\d{9}$/;
const SEPARATORS = /[\s.-]/gu;

/** The key of a SIREN number: Luhn's sum of its digits is a multiple of ten. */
const hasSirenKey = (digits: string): boolean =>
  Array.from(digits).reduce((sum, digit, position) => {
    const weighed = Number(digit) * (position % 2 === 1 ? 2 : 1);
    return sum + (weighed > 9 ? weighed - 9 : weighed);
  }, 0) %
    10 ===
  0;

/** What the State knows an association by: its RNA number (`W751234567`) or its SIREN number, whose key is checked. Spaces, dots and case do not matter. */
export const AssociationNumber = z
  .string()
  .check(
    z.maxLength(30),
    z.overwrite((text) => text.replace(SEPARATORS, '').toUpperCase()),
    z.refine((text) => RNA.test(text) || SIREN.test(text), {
      error: 'Un numéro RNA s’écrit W suivi de 9 chiffres, un numéro SIREN avec 9 chiffres.',
      abort: true,
    }),
    z.refine((text) => RNA.test(text) || hasSirenKey(text), { error: 'Ce numéro SIREN contient une erreur : vérifiez ses 9 chiffres.' }),
  )
  .register(z.globalRegistry, { id: 'AssociationNumber' });

export const Space = z
  .object({
    id: SpaceId,
    kind: SpaceKind,
    name: z.string(),
    /** RNA or SIREN. */
    number: z.nullable(z.string()),
    createdAt: z.iso.datetime(),
    members: z.int(),
    /** When a space that is being closed is erased; null when it is not. */
    closesAt: z.nullable(z.iso.datetime()),
    /** Grows with each change: who changes says which one they read. */
    version: z.int(),
  })
  .register(z.globalRegistry, { id: 'Space' });
export type Space = z.output<typeof Space>;

export const Member = z
  .object({
    id: MemberId,
    /** Null in a personal space, where nobody else reads it. */
    name: z.nullable(z.string()),
    joinedAt: z.iso.datetime(),
    /** Whether it is who asks. */
    you: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'Member' });
export type Member = z.output<typeof Member>;

/** Somebody who was a member, and is still called so in what they did. */
export const FormerMember = z.object({ id: MemberId, name: z.string() }).register(z.globalRegistry, { id: 'FormerMember' });
export type FormerMember = z.output<typeof FormerMember>;

export const Invitation = z
  .object({
    id: InvitationId,
    email: EmailAddress,
    /** Who invited, as they are called today. */
    invitedBy: z.string(),
    invitedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    /** How many more times it may be sent again. */
    remindersLeft: z.int(),
  })
  .register(z.globalRegistry, { id: 'Invitation' });
export type Invitation = z.output<typeof Invitation>;

/** What the link in an invitation's mail holds, as text that means nothing to its bearer. */
export const InvitationLink = z
  .string()
  .check(z.regex(/^k\d{1,4}\.[A-Za-z0-9_-]{40,200}$/))
  .register(z.globalRegistry, { id: 'InvitationLink' });

/** An invitation as the person who is invited reads it. */
export const ReceivedInvitation = z
  .object({
    link: InvitationLink,
    spaceName: z.string(),
    invitedBy: z.string(),
    /** To whom it was sent: the one address whose account may accept. */
    email: EmailAddress,
    expiresAt: z.iso.datetime(),
  })
  .register(z.globalRegistry, { id: 'ReceivedInvitation' });
export type ReceivedInvitation = z.output<typeof ReceivedInvitation>;
