import * as z from 'zod/mini';

/** Where a value comes from; what FranceConnect vouches for is not edited as long as the account is linked to it. */
export const Provenance = z.enum(['typed', 'france-connect', 'procedure']).register(z.globalRegistry, { id: 'Provenance' });
export type Provenance = z.output<typeof Provenance>;

const line = (most: number, error = `Cette ligne a ${most} caractères au plus.`) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1, 'Laissez le champ vide (null) plutôt que de n’y mettre que des espaces.'),
      z.maxLength(most, error),
      z.regex(/^\P{C}*$/u, 'Cette ligne contient un caractère qui ne peut pas être lu.'),
    );

const EARLIEST_YEAR = 1850;

const isPossibleDay = (text: string): boolean => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  if (year < EARLIEST_YEAR || month > 12 || (month === 0 && day > 0)) return false;
  return day <= new Date(Date.UTC(year, month === 0 ? 1 : month, 0)).getUTCDate();
};

/**
 * `1962-08-24`, or as civil registers have it where the day or the month is not known: `1962-08-00`, `1962-00-00`. Text and never a date: no
 * calendar has those days.
 */
export const BirthDate = z
  .string()
  .check(
    z.regex(/^\d{4}-\d{2}-\d{2}$/, {
      error: 'Écrivez le jour, le mois et l’année en entier, avec 00 pour un jour ou un mois inconnu.',
      abort: true,
    }),
    z.refine(isPossibleDay, { error: 'Cette date n’existe pas.', abort: true }),
    z.refine((text) => text <= new Date().toISOString().slice(0, 10), 'Cette date est dans le futur.'),
  )
  .register(z.globalRegistry, { id: 'BirthDate', example: '1962-08-24' });

/** What a commune is called in INSEE's official geographical code; people write it in small letters too. */
const CommuneCode = z
  .string()
  .check(
    z.trim(),
    z.toUpperCase(),
    z.regex(
      /^(?:\d{2}|2[AB])\d{3}$/,
      'Le code INSEE d’une commune a cinq caractères, par exemple 31555. Ce n’est pas toujours le code postal.',
    ),
  );
/** What a country is called in it. */
const BirthCountryCode = z
  .string()
  .check(z.trim(), z.regex(/^99\d{3}$/, 'Le code INSEE d’un pays a cinq chiffres et commence par 99, par exemple 99134.'));

const isCountry = (code: string): boolean =>
  /^[A-Z]{2}$/.test(code) && new Intl.DisplayNames('fr', { type: 'region', fallback: 'none' }).of(code) !== undefined;

const CountryCode = z.string().check(z.refine(isCountry, 'Choisissez un pays par son code, comme FR.'));

/** Grouping, spaces and points are how people write; what is kept is digits. */
const PhoneNumber = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(30, 'Ce numéro est trop long.')),
    z.transform((text: string) => text.replaceAll(/[\s.()-]/g, '').replace(/^00/, '+')),
  ),
  z
    .string()
    .check(
      z.regex(
        /^(?:0[1-9]\d{8}|\+[1-9]\d{6,14})$/,
        'Écrivez un numéro français à dix chiffres, ou un numéro international qui commence par +.',
      ),
    ),
);

const Children = z
  .array(z.object({ givenNames: line(100), birthDate: z.nullable(BirthDate) }))
  .check(z.minLength(1, 'Laissez la liste vide (null) si vous n’avez pas d’enfant à indiquer.'), z.maxLength(20, 'Vingt enfants au plus.'));

const IdentityFields = z.object({
  gender: z.enum(['female', 'male', 'unspecified'], 'Choisissez female (femme), male (homme) ou unspecified (non précisé).'),
  familyName: line(100),
  usualName: line(100),
  givenNames: line(200),
  birthDate: BirthDate,
  birthPlace: line(100),
  birthPlaceCode: CommuneCode,
  birthCountryCode: BirthCountryCode,
});

const AddressFields = z.object({
  street: line(100),
  complement: line(100),
  postalCode: line(12),
  city: line(100),
  country: CountryCode,
});

const ContactFields = z.object({
  phone: PhoneNumber,
  preferredMeans: z.enum(
    ['email', 'phone', 'sms', 'letter'],
    'Choisissez email (courriel), phone (téléphone), sms ou letter (courrier postal).',
  ),
});

const FamilyFields = z.object({
  situation: z.enum(
    ['single', 'cohabiting', 'civil-partnership', 'married', 'separated', 'divorced', 'widowed'],
    'Cette situation familiale n’est pas dans la liste.',
  ),
  children: Children,
});

/** The fields of each block: as much as a person wishes to give, and nothing is asked for. */
export const profileFields = { identity: IdentityFields, address: AddressFields, contact: ContactFields, family: FamilyFields };
export type BlockName = keyof typeof profileFields;

export const blockTitles: Record<BlockName, string> = {
  identity: 'Identité',
  address: 'Adresse principale',
  contact: 'Moyens de contact',
  family: 'Situation familiale',
};

type Shape = Record<string, z.ZodMiniType>;

/** What a person gives of a block: every field, null where nothing is to be kept. */
const given = <S extends Shape>({ shape }: z.ZodMiniObject<S>) => {
  const fields = Object.entries(shape).map(([name, field]) => [name, z.nullable(field)]);
  return z.object(Object.fromEntries(fields) as { [Field in keyof S]: z.ZodMiniNullable<S[Field]> });
};

/** To be sent back with a change, so that two changes at once never undo each other; 0 before the first. */
const Version = z.int().check(z.gte(0));

/** A field as its owner reads it; `locked` is what an identity provider vouches for. */
const shown = <Value extends z.ZodMiniType>(value: Value) =>
  z.nullable(z.object({ value, from: Provenance, at: z.iso.datetime(), locked: z.boolean() }));

const shownEach = <S extends Shape>({ shape }: z.ZodMiniObject<S>) => {
  const fields = Object.entries(shape).map(([name, field]) => [name, shown(field)]);
  return z.object(Object.fromEntries(fields) as { [Field in keyof S]: ReturnType<typeof shown<S[Field]>> });
};

const hasFrenchPostalCode = ({ country, postalCode }: { country: string | null; postalCode: string | null }): boolean =>
  country !== 'FR' || postalCode === null || /^\d{5}$/.test(postalCode);

const canBeReached = ({ phone, preferredMeans }: { phone: string | null; preferredMeans: string | null }): boolean =>
  phone !== null || (preferredMeans !== 'phone' && preferredMeans !== 'sms');

export const IdentityBlock = z
  .object({ version: Version, fields: shownEach(IdentityFields) })
  .register(z.globalRegistry, { id: 'IdentityBlock' });
export const AddressBlock = z
  .object({ version: Version, fields: shownEach(AddressFields) })
  .register(z.globalRegistry, { id: 'AddressBlock' });
export const ContactBlock = z
  .object({ version: Version, fields: shownEach(ContactFields) })
  .register(z.globalRegistry, { id: 'ContactBlock' });
export const FamilyBlock = z
  .object({ version: Version, fields: shownEach(FamilyFields) })
  .register(z.globalRegistry, { id: 'FamilyBlock' });

export const IdentityChange = z.object({ version: Version, fields: given(IdentityFields) });
export const AddressChange = z.object({
  version: Version,
  fields: given(AddressFields).check(
    z.refine(hasFrenchPostalCode, { error: 'Un code postal français a cinq chiffres.', path: ['postalCode'] }),
  ),
});
export const ContactChange = z.object({
  version: Version,
  fields: given(ContactFields).check(
    z.refine(canBeReached, { error: 'Indiquez un numéro de téléphone pour être joint de cette façon.', path: ['phone'] }),
  ),
});
export const FamilyChange = z.object({ version: Version, fields: given(FamilyFields) });

/** A block as it is read, and as it is saved. */
export const profileBlocks = {
  identity: { read: IdentityBlock, save: IdentityChange },
  address: { read: AddressBlock, save: AddressChange },
  contact: { read: ContactBlock, save: ContactChange },
  family: { read: FamilyBlock, save: FamilyChange },
};

export type ReadBlock<Block extends BlockName> = z.input<(typeof profileBlocks)[Block]['read']>;
export type SaveBlock<Block extends BlockName> = z.output<(typeof profileBlocks)[Block]['save']>;
