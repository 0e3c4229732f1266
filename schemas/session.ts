import * as z from 'zod/mini';

/** What names a session to its owner; it opens nothing. */
export const SessionId = z
  .string()
  .check(z.regex(/^[\w-]{16,64}$/))
  .brand('SessionId')
  .register(z.globalRegistry, { id: 'SessionId' });
export type SessionId = z.output<typeof SessionId>;

/** One browser in which somebody is signed in. */
export const Session = z
  .object({
    id: SessionId,
    /** In plain words: « Firefox sur Windows »; null when the browser does not say. */
    device: z.nullable(z.string()),
    openedAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    /** The one in which this is asked. */
    current: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'Session' });
export type Session = z.output<typeof Session>;
