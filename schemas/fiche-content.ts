import * as z from 'zod/mini';
import { Audience, FicheId, FicheKind } from './fiche.ts';

/** What a link may start with: never a script, never a document in an address. Without a flag, which the API document could not tell. */
export const safeScheme = /^([hH][tT]{2}[pP][sS]?|[mM][aA][iI][lL][tT][oO]|[tT][eE][lL]):/;
/** In characters. */
export const MAX_ADDRESS = 4000;
const WebAddress = z
  .string()
  .check(z.maxLength(MAX_ADDRESS), z.regex(safeScheme, 'Cette adresse ne commence pas par https:, http:, mailto: ou tel:.'));

/** Browsers merge no more columns than this, and no table has a use for more rows. */
export const MAX_SPAN = 1000;
const Span = z.optional(z.int().check(z.gte(1), z.lte(MAX_SPAN)));

/** Where a link leads: another fiche of Parvis, a definition or abbreviation of the same page (`#id`), or the web. */
export const LinkTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fiche'), audience: Audience, ficheId: z.string().check(z.regex(/^[FNR]\d{1,7}$/)) }),
  z.object({ kind: z.literal('definition'), id: z.string() }),
  z.object({ kind: z.literal('web'), url: WebAddress }),
]);
export type LinkTarget = z.output<typeof LinkTarget>;

export const marks = ['strong', 'emphasis', 'value', 'superscript', 'subscript', 'quote', 'foreign', 'variable'] as const;

/** Running text: a bare string, a marked span, or a link. */
export type Inline =
  | string
  | { kind: 'mark'; mark: (typeof marks)[number]; content: Inline[] }
  | { kind: 'link'; to: LinkTarget; content: Inline[] };
export const Inline: z.ZodMiniType<Inline> = z
  .lazy(() =>
    z.union([
      z.string(),
      z.object({ kind: z.literal('mark'), mark: z.enum(marks), content: z.array(Inline) }),
      z.object({ kind: z.literal('link'), to: LinkTarget, content: z.array(Inline) }),
    ]),
  )
  .register(z.globalRegistry, { id: 'Inline' });

export const boxTones = ['note', 'information', 'warning', 'reminder', 'example', 'help'] as const;

/** A place, an office or a helpline that answers questions. */
export interface Contact {
  id?: string | undefined;
  type: string;
  title: string;
  url?: string | undefined;
  /** DILA's code of the kind of local office, to find the nearest one. */
  localOffice?: string | undefined;
  content: Block[];
}
/** A form, an online procedure, a template of a letter, a calculator. */
export interface OnlineService {
  id?: string | undefined;
  type: string;
  title: string;
  url?: string | undefined;
  formNumber?: string | undefined;
  source?: string | undefined;
  content: Block[];
}
export interface TableCell {
  content: Block[];
  header: boolean;
  columns?: number | undefined;
  rows?: number | undefined;
}
/** `cases` are read one or the other (« selon votre situation »); `situations` are the same at the top of a fiche. */
export type Block =
  | { kind: 'paragraph'; content: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Block[][] }
  | { kind: 'table'; caption: Inline[]; rows: TableCell[][] }
  | { kind: 'section'; title: Inline[]; content: Block[] }
  | { kind: 'cases'; cases: { title: Inline[]; content: Block[] }[] }
  | { kind: 'situations'; situations: { title: Inline[]; content: Block[] }[] }
  | { kind: 'box'; tone: (typeof boxTones)[number]; title: Inline[]; content: Block[] }
  | { kind: 'contact'; contact: Contact }
  | { kind: 'service'; service: OnlineService }
  /** An element that this version does not know: its text is never lost. */
  | { kind: 'other'; element: string; content: Block[] };

const blocks = z.lazy(() => z.array(Block)).register(z.globalRegistry, { id: 'Blocks' });
const inlines = z.array(Inline);
const titled = z.object({ title: inlines, content: blocks }).register(z.globalRegistry, { id: 'TitledBlocks' });

export const Contact: z.ZodMiniType<Contact> = z
  .object({
    id: z.optional(z.string()),
    type: z.string(),
    title: z.string(),
    url: z.optional(WebAddress),
    localOffice: z.optional(z.string()),
    content: blocks,
  })
  .register(z.globalRegistry, { id: 'Contact' });

export const OnlineService: z.ZodMiniType<OnlineService> = z
  .object({
    id: z.optional(z.string()),
    type: z.string(),
    title: z.string(),
    url: z.optional(WebAddress),
    formNumber: z.optional(z.string()),
    source: z.optional(z.string()),
    content: blocks,
  })
  .register(z.globalRegistry, { id: 'OnlineService' });

export const Block: z.ZodMiniType<Block> = z
  .lazy(() =>
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('paragraph'), content: inlines }),
      z.object({ kind: z.literal('list'), ordered: z.boolean(), items: z.array(blocks) }),
      z.object({
        kind: z.literal('table'),
        caption: inlines,
        rows: z.array(
          z.array(
            z.object({
              content: blocks,
              header: z.boolean(),
              columns: Span,
              rows: Span,
            }),
          ),
        ),
      }),
      z.object({ kind: z.literal('section'), title: inlines, content: blocks }),
      z.object({ kind: z.literal('cases'), cases: z.array(titled) }),
      z.object({ kind: z.literal('situations'), situations: z.array(titled) }),
      z.object({ kind: z.literal('box'), tone: z.enum(boxTones), title: inlines, content: blocks }),
      z.object({ kind: z.literal('contact'), contact: Contact }),
      z.object({ kind: z.literal('service'), service: OnlineService }),
      z.object({ kind: z.literal('other'), element: z.string(), content: blocks }),
    ]),
  )
  .register(z.globalRegistry, { id: 'Block' });

export const Reference = z.object({ type: z.string(), title: z.string(), url: z.optional(WebAddress), complement: z.optional(z.string()) });
/** « Voir aussi », « Pour en savoir plus », questions and answers: links grouped under a heading. */
export const RelatedLinks = z.object({ title: z.string(), links: z.array(z.object({ title: z.string(), to: LinkTarget })) });

/**
 * What a fiche says, taken out of DILA's XML and freed from its schema version: two contents are equal when a reader sees no difference,
 * whatever the XML looked like.
 */
export const FicheContent = z
  .object({
    audience: Audience,
    ficheId: FicheId,
    kind: FicheKind,
    /** DILA's own type, such as « Fiche Question-réponse ». */
    type: z.string(),
    title: z.string(),
    overline: z.string(),
    description: z.string(),
    theme: z.nullable(z.object({ id: z.string(), title: z.string() })),
    breadcrumb: z.array(z.object({ id: z.string(), title: z.string() })),
    modifiedOn: z.iso.date(),
    /** DILA's declaration of significance: the date of the last important modification. */
    importantOn: z.nullable(z.iso.date()),
    sourceUrl: z.nullable(WebAddress),
    banners: z.array(titled),
    introduction: blocks,
    body: blocks,
    contacts: z.array(Contact),
    services: z.array(OnlineService),
    references: z.array(Reference),
    related: z.array(RelatedLinks),
    definitions: z.array(z.object({ id: z.string(), title: z.string(), content: blocks })),
  })
  .register(z.globalRegistry, { id: 'FicheContent' });
export type FicheContent = z.output<typeof FicheContent>;

/** In characters: three times DILA's longest title, and ten times its longest description. */
export const MAX_TITLE = 500;
export const MAX_DESCRIPTION = 5_000;

/** The parts of a fiche that an editor can rewrite by hand; the rest is carried over. */
export const EditedFiche = z
  .partial(
    z.object({
      title: z.string().check(z.trim(), z.minLength(1, 'Une fiche a un titre.'), z.maxLength(MAX_TITLE)),
      description: z.string().check(z.maxLength(MAX_DESCRIPTION)),
      introduction: blocks,
      body: blocks,
    }),
  )
  .register(z.globalRegistry, { id: 'EditedFiche' });
export type EditedFiche = z.output<typeof EditedFiche>;
