import * as z from 'zod/mini';
import { AccountId } from '../../../../schemas/account.ts';
import { StateProvider } from '../../../../schemas/federation.ts';

/** Minutes in which somebody must come back: as long as the session that FranceConnect keeps. */
export const FLOW_MINUTES = 30;

/** Names a sign-in that is under way at our own provider. */
export const InteractionId = z.string().check(z.regex(/^[\w-]{16,64}$/));

/** What a browser left for: kept sealed in that browser, so that nobody else can come back for it. */
export const Flow = z.object({
  provider: StateProvider,
  state: z.string().check(z.minLength(32)),
  nonce: z.string().check(z.minLength(32)),
  purpose: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('sign-in'), interaction: InteractionId }),
    z.object({ kind: z.literal('link'), accountId: AccountId }),
    /** `opening`: the hash of the token that a letter carried. */
    z.object({ kind: z.literal('open'), opening: z.string() }),
  ]),
  /** Epoch milliseconds. */
  until: z.int(),
});
export type Flow = z.output<typeof Flow>;
export type Purpose = Flow['purpose'];

/** Whether an answer may be looked at for this flow: of the same provider, and in time. */
export const isOpen = (flow: Flow, provider: StateProvider, at: Date): boolean => flow.provider === provider && at.getTime() < flow.until;

/** Alone in the answer of an address, both long enough for both services; each is made once and never again. */
export const newFlow = (provider: StateProvider, purpose: Purpose, { random, at }: { random: () => string; at: Date }): Flow => ({
  provider,
  purpose,
  state: random(),
  nonce: random(),
  until: at.getTime() + FLOW_MINUTES * 60_000,
});
