import type { AlertMail } from './mail/alert-mail.ts';
import type { ChunkRef } from './rules/chunks.ts';

/** One person's copy of a mail that is the same for all but for the way to leave. */
export interface Letter {
  /** Where the person is in the chunk. */
  position: number;
  address: string;
  /** The address failed lately: see `mailTags`. */
  doubtful?: boolean;
  /** Ends this one subscription, by link and by the mail reader's own button. */
  leaveAddress: string;
}

/** A letter with a body of its own, complete: no placeholder is looked for in it. */
export interface PersonalLetter extends Letter {
  mail: AlertMail;
}

/** What a worker may still send: within its time, the budget of its class, and what it may have in its hands unrecorded. */
export interface Turn {
  /** Waits until letters may go; how many of those wanted may go at once, at least one; 0 when there is no more time to wait. */
  next(wanted: number): Promise<number>;
  /** The same, with nothing else of this worker unrecorded meanwhile. */
  alone(wanted: number): Promise<number>;
}

export interface Mailing {
  mail: AlertMail;
  chunk: ChunkRef;
  /** At most fifty. */
  letters: Letter[];
  turn: Turn;
}

export interface PersonalMailing {
  chunk: ChunkRef;
  /** At most fifty. */
  letters: PersonalLetter[];
  turn: Turn;
}

/** `later`: tried, and not sent as far as is known; not because of the person. `waiting`: not tried, its turn did not come. `refused`: never will be sent. */
export type Fate = 'accepted' | 'refused' | 'later' | 'waiting';

/** The service would not take the call as it is; nothing was sent. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
}

/** The service takes no more calls of this kind for the moment; nothing was sent. */
export class CallThrottled extends Error {
  override readonly name = 'CallThrottled';
}

/**
 * Sends a mailing, whatever the way; one fate for each letter, in their order. Throws when nothing is known of any of them, CallRefused and
 * CallThrottled when none was sent.
 */
export type Mailer = (mailing: Mailing) => Promise<Fate[]>;

/** Sends letters that have nothing in common, one call each. Throws as a `Mailer` does. */
export type PersonalMailer = (mailing: PersonalMailing) => Promise<Fate[]>;
