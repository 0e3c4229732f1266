import * as z from 'zod/mini';

/** DILA publishes one archive per audience; the same id can live in several, with another breadcrumb: the key is (audience, id). */
export const Audience = z.enum(['particuliers', 'professionnels', 'associations']).register(z.globalRegistry, { id: 'Audience' });
export type Audience = z.output<typeof Audience>;

/** DILA's identifier: F… a fiche, N… a theme or dossier, R… a form or online service. */
export const FicheId = z
  .string()
  .check(z.regex(/^[FNR]\d{1,7}$/, 'L’identifiant d’une fiche commence par F, N ou R, suivi de chiffres.'))
  .brand('FicheId')
  .register(z.globalRegistry, { id: 'FicheId' });
export type FicheId = z.output<typeof FicheId>;

export const FicheRef = z.object({ audience: Audience, ficheId: FicheId });
export type FicheRef = z.output<typeof FicheRef>;

/** One string for tables, queues and logs: `particuliers#F2`. */
export const ficheKey = ({ audience, ficheId }: FicheRef): string => `${audience}#${ficheId}`;

/** The fiche that a key names; throws on anything that `ficheKey` did not write. */
export const readFicheKey = (key: string): FicheRef => {
  const [audience, ficheId] = key.split('#');
  return FicheRef.parse({ audience, ficheId });
};

export const FicheKind = z.enum(['fiche', 'dossier', 'theme', 'service']).register(z.globalRegistry, { id: 'FicheKind' });
export type FicheKind = z.output<typeof FicheKind>;

/** `1` is the first content ever published; every later publication adds one. */
export const RevisionNumber = z.coerce.number().check(z.int(), z.gte(1), z.lte(999_999));

export const FicheSummary = z
  .object({
    audience: Audience,
    ficheId: FicheId,
    kind: FicheKind,
    title: z.string(),
    description: z.string(),
    theme: z.nullable(z.object({ id: z.string(), title: z.string() })),
    revision: RevisionNumber,
    status: z.enum(['live', 'removed']),
    /** DILA's own date of the last modification. */
    modifiedOn: z.iso.date(),
    /** When Parvis published the current revision. */
    publishedAt: z.iso.datetime(),
  })
  .register(z.globalRegistry, { id: 'FicheSummary' });
export type FicheSummary = z.output<typeof FicheSummary>;
