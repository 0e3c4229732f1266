import * as z from 'zod/mini';

/** Names a one-use link without opening it: it may travel in events. The key that makes its token is named in it. */
export const LinkId = z
  .string()
  .check(z.regex(/^k\d{1,4}\.[\w-]{8,64}$/))
  .brand('LinkId');
export type LinkId = z.output<typeof LinkId>;

/** What is in the mail: 256 bits. */
export const LinkToken = z.string().check(z.regex(/^[\w-]{43}$/));
