import * as z from 'zod/mini';

/** Whom the State lets prove who somebody is: citizens by the first, agents by the second. */
export const StateProvider = z.enum(['franceconnect', 'proconnect']).register(z.globalRegistry, { id: 'StateProvider' });
export type StateProvider = z.output<typeof StateProvider>;

/** How each is called where people read it. */
export const stateProviderNames = { franceconnect: 'FranceConnect', proconnect: 'ProConnect' } as const satisfies Record<
  StateProvider,
  string
>;

/**
 * `YYYY-MM-DD` as the civil registers have it. Somebody whose day or month of birth nobody knows has `00` there: it is never a date of a calendar,
 * and never made into one.
 */
export const RegisteredBirthDate = z
  .string()
  .check(z.regex(/^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/))
  .register(z.globalRegistry, { id: 'RegisteredBirthDate' });
export type RegisteredBirthDate = z.output<typeof RegisteredBirthDate>;

const name = z.string().check(z.minLength(1), z.maxLength(200));
/** The code of a commune or a country in the INSEE's official geographical code (COG). */
const officialCode = z.string().check(z.regex(/^[0-9AB]{5}$/));

/** Who somebody is in the civil registers, as FranceConnect tells it. */
export const CivilIdentity = z
  .object({
    givenNames: z.array(name).check(z.minLength(1), z.maxLength(30)),
    familyName: name,
    /** The name that the person goes by, when it is another one. */
    usualName: z.optional(name),
    birthDate: RegisteredBirthDate,
    gender: z.enum(['female', 'male', 'unspecified']),
    /** Absent for who was born abroad, and for some who were not. */
    birthPlace: z.optional(officialCode),
    birthCountry: z.optional(officialCode),
  })
  .register(z.globalRegistry, { id: 'CivilIdentity' });
export type CivilIdentity = z.output<typeof CivilIdentity>;

/** What a person is told of by mail when it happens to how one of them knows their account; `opened` is the account itself, born that way. */
export const IdentityNews = z.enum(['opened', 'linked', 'unlinked']);
export type IdentityNews = z.output<typeof IdentityNews>;

/** How an account is tied to one of the State's providers, as its owner reads it. */
export const IdentityLink = z
  .object({
    provider: StateProvider,
    linkedAt: z.iso.datetime(),
    /** False as long as it is the only way in: a password comes first. */
    mayBeRemoved: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'IdentityLink' });
export type IdentityLink = z.output<typeof IdentityLink>;
