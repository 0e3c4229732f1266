/**
 * Every line that a function may log. A code that `counts` becomes a metric of that name through a filter on the log group, so an alarm or a
 * dashboard needs no code of its own.
 */
export const logCodes = {
  'request.answered': { level: 'info', counts: false },
  'request.refused': { level: 'info', counts: false },
  'request.failed': { level: 'error', counts: true },
  'message.failed': { level: 'warn', counts: true },
  'outbox.publish-failed': { level: 'error', counts: true },
  'import.refused': { level: 'warn', counts: true },
  'import.ignored': { level: 'warn', counts: false },
  'import.ended': { level: 'info', counts: false },
  'import.handed-over': { level: 'info', counts: false },
  'archive.fetch-failed': { level: 'error', counts: true },
  'revision.published': { level: 'info', counts: true },
  'draft.due-failed': { level: 'error', counts: true },
  'index.rebuilt': { level: 'info', counts: false },
  'feed.hub-failed': { level: 'warn', counts: true },
  'preferences.applied': { level: 'info', counts: false },
  'subscriptions.ended': { level: 'info', counts: false },
  'publication.planned': { level: 'info', counts: true },
  'publication.held': { level: 'info', counts: false },
  'publication.paged': { level: 'info', counts: false },
  'digest.planned': { level: 'info', counts: true },
  'publication.ended': { level: 'info', counts: true },
  'chunk.sent': { level: 'info', counts: false },
  'chunk.postponed': { level: 'info', counts: true },
  'chunk.retried': { level: 'warn', counts: true },
  'chunk.recovered': { level: 'warn', counts: true },
  'mail.bulk-throttled': { level: 'warn', counts: true },
  'mail.refused': { level: 'error', counts: true },
  'mail.bounced': { level: 'warn', counts: true },
  'mail.complained': { level: 'warn', counts: true },
  'pending.purged': { level: 'info', counts: false },
  'pending.purge-failed': { level: 'warn', counts: true },
  'letter.sent': { level: 'info', counts: true },
  'letter.refused': { level: 'warn', counts: true },
  'mail.address-stopped': { level: 'info', counts: true },
  'sending.stopped': { level: 'error', counts: true },
  'sending.slowed': { level: 'warn', counts: true },
  'sending.resumed': { level: 'info', counts: false },
  'sms.sent': { level: 'info', counts: true },
  'sms.failed': { level: 'warn', counts: true },
  'sms.stopped': { level: 'warn', counts: true },
  'sms.ended': { level: 'info', counts: false },
  'sms.budget-used': { level: 'error', counts: true },
  'export.assembled': { level: 'info', counts: false },
  'export.late': { level: 'warn', counts: true },
  'erasure.begun': { level: 'info', counts: false },
  'erasure.ended': { level: 'info', counts: true },
  'erasure.late': { level: 'error', counts: true },
  'export.part-written': { level: 'info', counts: false },
  'erasure.part-done': { level: 'info', counts: false },
  'document.accepted': { level: 'info', counts: true },
  'document.refused': { level: 'info', counts: true },
  'document.never-came': { level: 'info', counts: true },
  'document.check-abandoned': { level: 'error', counts: true },
  'document.due-failed': { level: 'error', counts: true },
  'document.scan-failed': { level: 'warn', counts: true },
  'space.closed': { level: 'info', counts: true },
  'space.closing-failed': { level: 'error', counts: true },
  'space.emptied': { level: 'info', counts: false },
  'webhook.planned': { level: 'info', counts: false },
  'webhook.attempt-failed': { level: 'warn', counts: true },
  'webhook.turn-ended': { level: 'info', counts: false },
  'webhook.disabled': { level: 'error', counts: true },
  'webhook.wake-failed': { level: 'warn', counts: true },
  'federation.refused': { level: 'warn', counts: true },
  'federation.unavailable': { level: 'error', counts: true },
} as const satisfies Record<string, { level: 'info' | 'warn' | 'error'; counts: boolean }>;

export type LogCode = keyof typeof logCodes;

/** The only things a line may carry: opaque identifiers, counts, durations, names of our own kinds. Never a body, a token, an address or a name. */
export interface LogFields {
  route?: string;
  status?: number;
  problem?: string;
  accountId?: string;
  fiche?: string;
  revision?: number;
  importId?: string;
  publicationId?: string;
  exportId?: string;
  erasureId?: string;
  holder?: string;
  webhookId?: string;
  fileId?: string;
  /** FranceConnect or ProConnect. */
  provider?: string;
  deliveryId?: string;
  chunk?: string;
  shard?: string;
  eventType?: string;
  messageId?: string;
  count?: number;
  milliseconds?: number;
  /** Class of an error, and the place in our code; not its message, which may quote data. */
  errorName?: string;
  errorStack?: string;
}
