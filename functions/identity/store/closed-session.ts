/** Longer than any request lasts, and long enough to be read by who wonders. */
const TRACE_SECONDS = 60 * 60;

/** What stays of a session that has ended, until it expires: a request that read it before must not keep it anew. `at` in epoch seconds. */
export const closedSession = (pk: string, at: number) => ({ pk, closedAt: at, expiresAt: at + TRACE_SECONDS });
