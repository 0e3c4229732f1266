import type * as z from 'zod/mini';
import type { Visitor } from '../../shared/context.ts';
import { type Keyring, keyringOf, seal, sealingKeyId, unseal } from '../../shared/keyring.ts';
import type { ReadKeyring } from '../../shared/store/keyring.ts';

/** Names what the keys may do: a key derived from the same secret for another purpose opens nothing here. */
const PURPOSE = 'parvis federation cookie 1';

export const cookieKeyring = (secret: string): Keyring => keyringOf(secret, PURPOSE);

/** Browsers keep no more than that of one cookie, its name included. */
const LONGEST = 4096;

/** What is kept in a browser alone, and only we can read: nobody can make one, and one kind does not pass for another. */
export interface SealedCookies {
  /** The whole `Set-Cookie` text. */
  set(name: string, value: unknown, seconds: number): Promise<string>;
  /** Undefined for one that is missing, not ours, or not of that shape. */
  read<Schema extends z.ZodMiniType>(visitor: Visitor, name: string, schema: Schema): Promise<z.output<Schema> | undefined>;
  drop(name: string): string;
}

/** The prefix makes browsers take it from this very site alone, and not from a neighbour under the same domain. */
export const cookieName = (siteAddress: string, name: string): string =>
  siteAddress.startsWith('https:') ? `__Host-parvis-${name}` : `parvis-${name}`;

export const sealedCookies = (readKeyring: ReadKeyring, siteAddress: string): SealedCookies => {
  const attributes = `Path=/; HttpOnly; SameSite=Lax${siteAddress.startsWith('https:') ? '; Secure' : ''}`;
  return {
    async set(name, value, seconds) {
      const text = seal(await readKeyring(), Buffer.from(JSON.stringify(value)), name);
      const cookie = `${cookieName(siteAddress, name)}=${text}`;
      if (cookie.length > LONGEST) throw new Error(`a cookie ${name} that no browser keeps`);
      return `${cookie}; Max-Age=${seconds}; ${attributes}`;
    },
    async read(visitor, name, schema) {
      const text = visitor.cookies.get(cookieName(siteAddress, name));
      if (text === undefined) return undefined;
      const bytes = unseal(await readKeyring(sealingKeyId(text)), text, name);
      if (!bytes) return undefined;
      const value = schema.safeParse(JSON.parse(bytes.toString('utf8')));
      return value.success ? value.data : undefined;
    },
    drop: (name) => `${cookieName(siteAddress, name)}=; Max-Age=0; ${attributes}`,
  };
};
