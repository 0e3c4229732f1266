import * as z from 'zod/mini';

const withoutSpaces = z.pipe(
  z.string().check(z.maxLength(40)),
  z.transform((text: string) => text.replaceAll(/[\s-]/g, '')),
);

/** The six digits that an authenticator application shows; it shows them in two groups, and so people copy them. */
export const TotpCode = z
  .pipe(withoutSpaces, z.string().check(z.regex(/^\d{6}$/, 'Le code a six chiffres.')))
  .register(z.globalRegistry, { id: 'TotpCode' });

/** One of ten codes kept on paper: three groups of four, `7K2M-9QXD-R4TA`. Typed by hand: case, spaces and hyphens do not count. */
export const RecoveryCode = z
  .pipe(
    z.pipe(
      withoutSpaces,
      z.transform((text: string) => text.toUpperCase()),
    ),
    z.string().check(z.regex(/^[0-9A-Z]{12}$/, 'Un code de secours a douze lettres et chiffres.')),
  )
  .register(z.globalRegistry, { id: 'RecoveryCode' });

/** Names a passkey in our addresses: what its authenticator calls it is up to a kilobyte long. */
export const PasskeyId = z
  .string()
  .check(z.regex(/^[0-9a-f]{32}$/))
  .brand('PasskeyId')
  .register(z.globalRegistry, { id: 'PasskeyId' });
export type PasskeyId = z.output<typeof PasskeyId>;

/** How its owner tells a passkey from the others: « Téléphone », « Clé bleue du bureau ». */
export const PasskeyName = z.string().check(z.trim(), z.minLength(1, 'Donnez un nom.'), z.maxLength(60, 'Soixante caractères au plus.'));

export const Passkey = z
  .object({
    id: PasskeyId,
    name: PasskeyName,
    addedAt: z.iso.datetime(),
    lastUsedAt: z.nullable(z.iso.datetime()),
    /** Kept by its maker on several devices of the person: losing one is not losing it. */
    synced: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'Passkey' });

/** How somebody proves who they are beside their password. */
export const Factors = z
  .object({
    /** Whether the person's role forbids to sign in without one. */
    required: z.boolean(),
    /** The authenticator application; null without one. */
    totp: z.nullable(z.object({ addedAt: z.iso.datetime(), lastUsedAt: z.nullable(z.iso.datetime()) })),
    passkeys: z.array(Passkey),
    /** Codes for the day on which the others are lost; null where none were made. */
    recoveryCodes: z.nullable(z.object({ left: z.int(), madeAt: z.iso.datetime() })),
  })
  .register(z.globalRegistry, { id: 'Factors' });
export type Factors = z.output<typeof Factors>;

/** What an authenticator application needs to know, three times the same: to scan, to follow, to type. Shown once. */
export const TotpSetup = z
  .object({
    /** An SVG. */
    qrCode: z.string(),
    address: z.string(),
    secret: z.string(),
    /** Until when the first code is waited for. */
    until: z.iso.datetime(),
  })
  .register(z.globalRegistry, { id: 'TotpSetup' });
export type TotpSetup = z.output<typeof TotpSetup>;

/** After a change. The codes are in this answer and nowhere else: with the first factor come ten. */
export const FactorsChanged = z
  .object({ factors: Factors, recoveryCodes: z.nullable(z.array(z.string())) })
  .register(z.globalRegistry, { id: 'FactorsChanged' });
export type FactorsChanged = z.output<typeof FactorsChanged>;

/** As the browser takes it: what `navigator.credentials` is given, with its bytes in base64url (Web Authentication Level 3, §5.1.8). */
export const PasskeyOptions = z.record(z.string(), z.unknown()).register(z.globalRegistry, { id: 'PasskeyOptions' });

/** No authenticator says more; a statement of its maker is asked of none. */
const bytes = z.string().check(z.regex(/^[\w-]*$/), z.maxLength(12_000));
const Credential = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown()),
  authenticatorAttachment: z.optional(z.enum(['platform', 'cross-platform'])),
});

/** What the browser answers when a passkey was made. */
export const NewPasskey = z
  .extend(Credential, {
    response: z.object({
      clientDataJSON: bytes,
      attestationObject: bytes,
      transports: z.optional(z.array(z.string().check(z.maxLength(20))).check(z.maxLength(10))),
    }),
  })
  .register(z.globalRegistry, { id: 'NewPasskey' });
export type NewPasskey = z.output<typeof NewPasskey>;

/** What the browser answers when a passkey was used. */
export const UsedPasskey = z
  .extend(Credential, {
    response: z.object({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes, userHandle: z.optional(bytes) }),
  })
  .register(z.globalRegistry, { id: 'UsedPasskey' });
export type UsedPasskey = z.output<typeof UsedPasskey>;

/** What a person is told of by mail when it happens to how they prove who they are. */
export const FactorNews = z.enum([
  'totp-added',
  'totp-removed',
  'passkey-added',
  'passkey-removed',
  'recovery-codes-made',
  'recovery-code-used',
  'many-wrong-codes',
]);
export type FactorNews = z.output<typeof FactorNews>;
