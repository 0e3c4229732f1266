import * as z from 'zod/mini';

/** A mobile number as its owner writes it: « 06 12 34 56 78 », « +33 6 12… », « 0033 6 12… ». */
export const WrittenNumber = z
  .string()
  .check(z.trim(), z.minLength(6, 'Ce numéro est trop court.'), z.maxLength(30, 'Ce numéro est trop long.'))
  .register(z.globalRegistry, { id: 'WrittenNumber' });

/** The six digits of an SMS; spaces between them are how people read them aloud. */
export const PhoneCode = z
  .pipe(
    z.pipe(
      z.string().check(z.maxLength(20)),
      z.transform((text: string) => text.replaceAll(/\s/g, '')),
    ),
    z.string().check(z.regex(/^\d{6}$/, 'Le code a six chiffres.')),
  )
  .register(z.globalRegistry, { id: 'PhoneCode' });

/** What a person sees of the phone of their account: never the whole number, which they know and nobody else should learn. */
export const Phone = z
  .object({
    /** `+33 •••••••78`; null without a verified number. */
    number: z.nullable(z.string()),
    verifiedAt: z.nullable(z.iso.datetime()),
    /** A number that waits for its code. */
    waiting: z.nullable(z.object({ number: z.string(), until: z.iso.datetime() })),
    /** SMS sent to the account this month, and how many it may have. */
    month: z.object({ sent: z.int(), most: z.int() }),
    /** French: why alerts that were chosen by SMS come by mail. */
    notices: z.array(z.string()),
  })
  .register(z.globalRegistry, { id: 'Phone' });
export type Phone = z.output<typeof Phone>;
