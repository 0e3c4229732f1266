import { address, between, text } from './variables.ts';

export const table = text(3);
export const queueUrl = address;

/** Every function that answers the API checks tokens and writes to these. */
export const api = {
  /** Who signs access tokens; its keys are at `JWKS_ADDRESS`. */
  TOKEN_ISSUER: address,
  TOKEN_AUDIENCE: text(1),
  JWKS_ADDRESS: address,
  MEMBERSHIPS_TABLE: table,
  AUDIT_TABLE: table,
  OUTBOX_TABLE: table,
};

/** What all who send mails share the sends of each second by. */
export const sending = {
  SENDING_TABLE: table,
  /** What the mail service lets through when nothing is wrong. */
  SENDS_PER_SECOND: between(1, 1_000_000),
};

/** Every function that writes to one person what that person waits for. */
export const letters = {
  LETTERS_TABLE: table,
  ...sending,
  LETTER_SENDER: text(3),
  MAIL_CONFIGURATION_SET: text(1),
};
/** Every holder writes its part of a copy, and tells that it did. */
export const holdings = { EXPORTS_BUCKET: text(3), OUTBOX_TABLE: table, AUDIT_TABLE: table };
