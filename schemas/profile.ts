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
      error: 'Écrivez la date ainsi : 1962-08-24 (année, mois, jour), avec 00 pour un jour ou un mois inconnu.',
      abort: true,
    }),
    z.refine(isPossibleDay, { error: 'Cette date n’existe pas.', abort: true }),
    z.refine((text) => text <= new Date().toISOString().slice(0, 10), 'Cette date est dans le futur.'),
  )
  .register(z.globalRegistry, { id: 'BirthDate', example: '1962-08-24' });

/** A commune or a country in INSEE's official geographical code. */
const GeographicalCode = z.string().check(z.regex(/^(?:\d{2}|2[AB])\d{3}$/, 'Un code officiel géographique a cinq caractères.'));

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

/** The fields of each block: as much as a person wishes to give, and nothing is asked for. */
export const profileFields = {
  identity: {
    gender: z.enum(['female', 'male', 'unspecified'], 'Choisissez female (femme), male (homme) ou unspecified (non précisé).'),
    familyName: line(100),
    usualName: line(100),
    givenNames: line(200),
    birthDate: BirthDate,
    birthPlace: line(100),
    birthPlaceCode: GeographicalCode,
    birthCountryCode: GeographicalCode,
  },
  address: {
    street: line(100),
    complement: line(100),
    postalCode: line(12),
    city: line(100),
    country: CountryCode,
  },
  contact: {
    phone: PhoneNumber,
    preferredMeans: z.enum(
      ['email', 'phone', 'sms', 'letter'],
      'Choisissez email (courriel), phone (téléphone), sms ou letter (courrier postal).',
    ),
  },
  family: {
    situation: z.enum(
      ['single', 'cohabiting', 'civil-partnership', 'married', 'separated', 'divorced', 'widowed'],
      'Cette situation familiale n’est pas dans la liste.',
    ),
    children: Children,
  },
} as const;
export type BlockName = keyof typeof profileFields;

export const blockTitles: Record<BlockName, string> = {
  identity: 'Identité',
  address: 'Adresse principale',
  contact: 'Moyens de contact',
  family: 'Situation familiale',
};

type Shape = Record<string, z.ZodMiniType>;

/** What a person gives of a block: every field, null where nothing is to be kept. */
const given = <S extends Shape>(shape: S) => {
  const fields = Object.entries(shape).map(([name, field]) => [name, z.nullable(field)]);
  return z.object(Object.fromEntries(fields) as { [Field in keyof S]: z.ZodMiniNullable<S[Field]> });
};

const Version = z.int().check(z.gte(0));

/** A field as its owner reads it; `locked` is what an identity provider vouches for. */
const shown = <Value extends z.ZodMiniType>(value: Value) =>
  z.nullable(z.object({ value, from: Provenance, at: z.iso.datetime(), locked: z.boolean() }));

const block = <S extends Shape>(shape: S) => {
  const fields = Object.entries(shape).map(([name, field]) => [name, shown(field)]);
  return z.object({
    /** To be sent back with a change, so that two changes at once never undo each other; 0 before the first. */
    version: Version,
    fields: z.object(Object.fromEntries(fields) as { [Field in keyof S]: ReturnType<typeof shown<S[Field]>> }),
  });
};

const change = <Fields extends z.ZodMiniType>(fields: Fields) => z.object({ version: Version, fields });

const hasFrenchPostalCode = ({ country, postalCode }: { country: string | null; postalCode: string | null }): boolean =>
  country !== 'FR' || postalCode === null || /^\d{5}$/.test(postalCode);

const canBeReached = ({ phone, preferredMeans }: { phone: string | null; preferredMeans: string | null }): boolean =>
  phone !== null || (preferredMeans !== 'phone' && preferredMeans !== 'sms');

/** A block as it is read, and as it is saved. */
export const profileBlocks = {
  identity: {
    read: block(profileFields.identity).register(z.globalRegistry, { id: 'IdentityBlock' }),
    save: change(given(profileFields.identity)),
  },
  address: {
    read: block(profileFields.address).register(z.globalRegistry, { id: 'AddressBlock' }),
    save: change(
      given(profileFields.address).check(
        z.refine(hasFrenchPostalCode, { error: 'Un code postal français a cinq chiffres.', path: ['postalCode'] }),
      ),
    ),
  },
  contact: {
    read: block(profileFields.contact).register(z.globalRegistry, { id: 'ContactBlock' }),
    save: change(
      given(profileFields.contact).check(
        z.refine(canBeReached, { error: 'Indiquez un numéro de téléphone pour être joint de cette façon.', path: ['phone'] }),
      ),
    ),
  },
  family: {
    read: block(profileFields.family).register(z.globalRegistry, { id: 'FamilyBlock' }),
    save: change(given(profileFields.family)),
  },
};

export type ReadBlock<Block extends BlockName> = z.input<(typeof profileBlocks)[Block]['read']>;
export type SaveBlock<Block extends BlockName> = z.output<(typeof profileBlocks)[Block]['save']>;
