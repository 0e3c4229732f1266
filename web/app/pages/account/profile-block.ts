import { birthDateToType, typedBirthDate } from '../../../../schemas/birth-date.ts';
import type { Provenance } from '../../../../schemas/profile.ts';

/** A field as it was read, whatever it holds. */
export type ReadField = { value: unknown; from: Provenance; at: string; locked: boolean } | null;

/** A block as every one of the four is read. */
export interface ReadAnyBlock {
  version: number;
  fields: Record<string, ReadField>;
}

export interface Child {
  givenNames: string;
  birthDate: string;
}

/** What is typed of a block: text for each field, and a list for the children. */
export type Typed = Record<string, string | Child[]>;

const typedChild = ({ givenNames, birthDate }: { givenNames: string; birthDate: string | null }): Child => ({
  givenNames,
  birthDate: birthDateToType(birthDate ?? ''),
});

export const typedOf = ({ fields }: ReadAnyBlock): Typed =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      if (name === 'children') return [name, ((field?.value ?? []) as { givenNames: string; birthDate: string | null }[]).map(typedChild)];
      const text = typeof field?.value === 'string' ? field.value : '';
      return [name, name === 'birthDate' ? birthDateToType(text) : text];
    }),
  );

const sent = (value: string | Child[]): unknown => {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  const children = value.filter(({ givenNames, birthDate }) => `${givenNames}${birthDate}`.trim() !== '');
  return children.length === 0
    ? null
    : children.map(({ givenNames, birthDate }) => ({ givenNames, birthDate: birthDate.trim() === '' ? null : typedBirthDate(birthDate) }));
};

/** An empty field keeps nothing; what nobody typed is sent as it was read. */
export const fieldsOf = (typed: Typed): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [
      name,
      sent(name === 'birthDate' && typeof value === 'string' ? typedBirthDate(value) : value),
    ]),
  );

const sources: Record<Provenance, string> = {
  typed: 'saisi par vous',
  'france-connect': 'vient de FranceConnect',
  procedure: 'vient d’une démarche',
};

/** « vient de FranceConnect, ne se modifie pas ici »; nothing where nothing is kept. */
export const sourceOf = (field: ReadField | undefined): string | undefined => {
  if (!field) return undefined;
  return field.locked ? `${sources[field.from]}, ne se modifie pas ici` : sources[field.from];
};
