import type { AlertMail } from './mail/alert-mail.ts';
import type { ChunkRef } from './rules/chunks.ts';

/** One person's copy. */
export interface Letter {
  /** Where the person is in the chunk. */
  position: number;
  address: string;
  /** The address failed lately: see `mailTags`. */
  doubtful?: boolean;
  /** Ends this one subscription, by link and by the mail reader's own button. */
  leaveAddress: string;
}

export interface Mailing {
  mail: AlertMail;
  chunk: ChunkRef;
  /** At most fifty. */
  letters: Letter[];
}

/** `later`: not sent, and not because of the person; worth another try. `refused`: never will be. */
export type Fate = 'accepted' | 'refused' | 'later';

/** The service would not take the call as it is; nothing was sent. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
}

/** Sends a mailing, whatever the way; one fate for each letter, in their order. Throws when nothing is known of any of them, CallRefused when none was sent. */
export type Mailer = (mailing: Mailing) => Promise<Fate[]>;
