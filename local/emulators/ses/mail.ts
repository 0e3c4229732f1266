import type { MailFate } from './fates.ts';

export interface Attachment {
  name: string;
  type: string;
  /** Base64. */
  content: string;
}

/** A mail as it was asked for, before anything became of it. */
export interface OutgoingMail {
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  subject: string;
  html?: string | undefined;
  text?: string | undefined;
  /** By name in lower case. */
  headers: Record<string, string>;
  /** Tags for events: each name has its values. */
  tags: Record<string, string[]>;
  attachments: Attachment[];
  configurationSet?: string | undefined;
}

/** A mail that was taken over, kept on disk. */
export interface Mail extends OutgoingMail {
  id: string;
  at: string;
  fate: MailFate;
}

/** `Parvis <alertes@ville.fr>` is written to `alertes@ville.fr`. */
export const bareAddress = (address: string): string => (/<([^>]*)>\s*$/.exec(address)?.[1] ?? address).trim();

export const recipientsOf = ({ to, cc, bcc }: Pick<OutgoingMail, 'to' | 'cc' | 'bcc'>): string[] => [...to, ...cc, ...bcc].map(bareAddress);
