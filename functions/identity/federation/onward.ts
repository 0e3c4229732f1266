import * as z from 'zod/mini';
import type { Visitor } from '../../shared/context.ts';
import type { SealedCookies } from './sealed-cookies.ts';

const NAME = 'onward';
const SECONDS = 10 * 60;
/** What still goes into a cookie once it is sealed; who comes with a longer state is sent back at once. */
const LONGEST = 2000;

/** Where a service wanted somebody back who signed out from there, while they leave FranceConnect or ProConnect first. */
export const onwardCookie = (cookies: SealedCookies) => ({
  /** Undefined for an address that is too long to be kept. */
  keep: async (to: string): Promise<string | undefined> => (to.length > LONGEST ? undefined : cookies.set(NAME, to, SECONDS)),
  read: (visitor: Visitor): Promise<string | undefined> => cookies.read(visitor, NAME, z.url()),
  drop: (): string => cookies.drop(NAME),
});
export type OnwardCookie = ReturnType<typeof onwardCookie>;
