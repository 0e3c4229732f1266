import * as z from 'zod/mini';
import { Audience, FicheId, RevisionNumber } from './fiche.ts';
import { Passage } from './revision.ts';

/** One significant revision on its way to those who follow the fiche: `particuliers-F2-3`, fit for a mail tag. */
export const PublicationId = z
  .string()
  .check(z.regex(/^[a-z]+-[FNR]\d+-\d+$/))
  .brand('PublicationId');
export type PublicationId = z.output<typeof PublicationId>;

export const publicationId = (p: { audience: string; ficheId: string; revision: number }): PublicationId =>
  PublicationId.parse(`${p.audience}-${p.ficheId}-${p.revision}`);

/** A mail is read in a minute: more than this belongs on the page of the difference. */
export const MAX_PASSAGES = 6;

/** What the mail says; written once, before anybody is written to. */
export const Announcement = z.object({
  audience: Audience,
  ficheId: FicheId,
  revision: RevisionNumber,
  title: z.string(),
  changeNote: z.string(),
  /** Goes before other alerts and waits for none; absent from what was told before anything could be urgent. */
  urgent: z._default(z.boolean(), false),
  /** The passages a reader should see, already chosen and cut to size. */
  passages: z.array(Passage),
  /** How many more there are on the page of the difference. */
  morePassages: z.int().check(z.gte(0)),
  /** Earlier revisions that the same alert tells: they were declared while the fiche cooled down. */
  joined: z.optional(z.array(RevisionNumber)),
});
export type Announcement = z.output<typeof Announcement>;

/** How a mailing goes; all are numbers of people. expected = reserved so far; accepted + failed + left catch up with it. */
export const MailingProgress = z.object({
  state: z.enum(['planned', 'sending', 'done']),
  startedAt: z.iso.datetime(),
  endedAt: z.nullable(z.iso.datetime()),
  /** Written into a chunk: they will be told, or have left meanwhile. Grows while the audience is being read. */
  expected: z.int(),
  /** Taken over by the mail service. */
  accepted: z.int(),
  delivered: z.int(),
  bounced: z.int(),
  complained: z.int(),
  /** Refused for good by the mail service. */
  failed: z.int(),
  /** Get no mail of this any more: left, suspended, deleted or paused before the sending, or their address takes no mails or wants none. */
  left: z.int(),
});
export type MailingProgress = z.output<typeof MailingProgress>;

/** How the alert of a revision goes. */
export const Ledger = z
  .object({
    audience: Audience,
    ficheId: FicheId,
    revision: RevisionNumber,
    ...MailingProgress.shape,
    /** `waiting`: declared soon after another alert of the fiche, and told with what follows, when the window ends. */
    state: z.enum(['waiting', 'planned', 'sending', 'done']),
    /** When a revision that waits is told at the latest, unless it is urgent work that takes it along before; null once it is told. */
    waitingUntil: z.nullable(z.iso.datetime()),
    /** The revision whose alert tells this one too: all that follows is counted of that alert. */
    toldWith: z.nullable(RevisionNumber),
    /** Earlier revisions that this alert tells. */
    joined: z.array(RevisionNumber),
    /** Told by their next daily or weekly digest instead; not among those expected here. */
    inDigests: z.int(),
  })
  .register(z.globalRegistry, { id: 'Ledger' });
export type Ledger = z.output<typeof Ledger>;
