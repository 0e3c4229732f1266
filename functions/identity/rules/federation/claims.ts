import * as z from 'zod/mini';
import { EmailAddress } from '../../../../schemas/account.ts';
import { CivilIdentity } from '../../../../schemas/federation.ts';

const text = z.optional(z.string());

const Claims = z.object({
  given_name: z.string(),
  given_name_array: z.optional(z.array(z.string())),
  family_name: z.string(),
  preferred_username: text,
  birthdate: z.string(),
  gender: z.string(),
  birthplace: text,
  birthcountry: text,
});

/** Empty is how FranceConnect says that there is none. */
const filled = (value: string | undefined): string | undefined => value?.trim() || undefined;

const withoutEmpty = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value;

/**
 * The identity that FranceConnect tells of, word for word: nothing is put into another case, completed or made into a date. Undefined when something
 * of it is not what the specification says; then nobody is identified.
 */
export const civilIdentityOf = (claims: unknown): CivilIdentity | undefined => {
  const told = Claims.safeParse(claims);
  if (!told.success) return undefined;
  const { given_name, given_name_array, family_name, preferred_username, birthdate, gender, birthplace, birthcountry } = told.data;
  const usualName = filled(preferred_username);
  const identity = CivilIdentity.safeParse(
    withoutEmpty({
      givenNames: given_name_array?.length ? given_name_array : [given_name],
      familyName: family_name,
      usualName: usualName === family_name ? undefined : usualName,
      birthDate: birthdate,
      gender,
      birthPlace: filled(birthplace),
      birthCountry: filled(birthcountry),
    }),
  );
  return identity.success ? identity.data : undefined;
};

/** The address that the person has there. Nobody has verified that they receive what is sent to it. */
export const emailOf = (claims: Readonly<Record<string, unknown>>): string | undefined => {
  const email = EmailAddress.safeParse(claims['email']);
  return email.success ? email.data : undefined;
};

/** Whether two tellings of a person say the same. */
export const sameIdentity = (one: CivilIdentity, other: CivilIdentity): boolean => {
  const inOrder = (identity: CivilIdentity) => JSON.stringify(CivilIdentity.parse(identity));
  return inOrder(one) === inOrder(other);
};
