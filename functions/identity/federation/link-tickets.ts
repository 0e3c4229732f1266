import * as z from 'zod/mini';
import { AccountId } from '../../../schemas/account.ts';
import { StateProvider } from '../../../schemas/federation.ts';
import { type Keyring, keyringOf, seal, sealingKeyId, unseal } from '../../shared/keyring.ts';
import type { ReadKeyring } from '../../shared/store/keyring.ts';

/** Names what the keys may do: a key derived from the same secret for another purpose opens nothing here. */
const PURPOSE = 'parvis link ticket 1';

export const ticketKeyring = (secret: string): Keyring => keyringOf(secret, PURPOSE);

/** Milliseconds: from the answer of the API to the form that sends it. */
const LIFE = 2 * 60_000;

const Ticket = z.object({ accountId: AccountId, provider: StateProvider, until: z.int() });
export type Ticket = Pick<z.output<typeof Ticket>, 'accountId' | 'provider'>;

/**
 * Carries who is signed in from the site, which has an access token, to a page, which has none. Worth nothing on another site: forms are taken from
 * ours alone, so nobody can have somebody else's browser send theirs.
 */
export const linkTickets = (readKeyring: ReadKeyring) => ({
  make: async (ticket: Ticket, at: Date): Promise<string> =>
    seal(await readKeyring(), Buffer.from(JSON.stringify({ ...ticket, until: at.getTime() + LIFE }))),
  async read(text: string, provider: StateProvider, at: Date): Promise<Ticket['accountId'] | undefined> {
    const bytes = unseal(await readKeyring(sealingKeyId(text)), text);
    if (!bytes) return undefined;
    const ticket = Ticket.parse(JSON.parse(bytes.toString('utf8')));
    return ticket.provider === provider && at.getTime() < ticket.until ? ticket.accountId : undefined;
  },
});
export type LinkTickets = ReturnType<typeof linkTickets>;
