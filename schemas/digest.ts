import * as z from 'zod/mini';
import { MailingProgress, PublicationId } from './publication.ts';

/** The instant (UTC, a quarter of an hour) at which the digests of some people are due. */
export const Slot = z
  .string()
  .check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:(00|15|30|45)Z$/))
  .brand('Slot');
export type Slot = z.output<typeof Slot>;

/** The digests of one slot on their way: `digest-20261123T0700Z`, fit for a mail tag. */
export const DigestId = z
  .string()
  .check(z.regex(/^digest-\d{8}T\d{4}Z$/, 'Un récapitulatif est nommé d’après son heure : digest-20261123T0700Z.'))
  .brand('DigestId');
export type DigestId = z.output<typeof DigestId>;

export const digestId = (slot: Slot): DigestId => DigestId.parse(`digest-${slot.replace(/[-:]/g, '')}`);

/** Whatever goes to people in chunks and has a ledger: the alert of a revision, or the digests of a slot. */
export const MailingId = z.union([PublicationId, DigestId]);
export type MailingId = z.output<typeof MailingId>;

export const isDigestId = (id: MailingId): id is DigestId => DigestId.safeParse(id).success;

/** The digests of one slot, as a list of them names them. */
export const DigestSummary = z
  .object({ digestId: DigestId, slot: Slot, startedAt: z.iso.datetime() })
  .register(z.globalRegistry, { id: 'DigestSummary' });
export type DigestSummary = z.output<typeof DigestSummary>;

/** How the digests of one slot go; a person who is told of several revisions is counted once. */
export const DigestLedger = z
  .extend(MailingProgress, { digestId: DigestId, slot: Slot })
  .register(z.globalRegistry, { id: 'DigestLedger' });
export type DigestLedger = z.output<typeof DigestLedger>;

/** The slot that a digest is named after. */
export const slotOfDigest = (id: DigestId): Slot => Slot.parse(id.replace(/^digest-(\d{4})(\d{2})(\d{2}T\d{2})(\d{2}Z)$/, '$1-$2-$3:$4'));
