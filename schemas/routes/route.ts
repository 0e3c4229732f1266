import type * as z from 'zod/mini';
import type { Role } from '../account.ts';
import type { DomainProblem, ProblemKind } from '../problem.ts';

/**
 * Who may call. `{ space: 'member' }` needs a `spaceId` placeholder and answers 404 to everyone else, so that a space's existence is never
 * told; `{ role }` answers 403.
 */
export type Access = 'public' | 'signed-in' | { space: 'member' } | { role: Exclude<Role, 'citizen'> };

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/${string}`;
  /** French: it is the title of the operation in the API's documentation. */
  summary: string;
  access: Access;
  /** Also asks that the person proved who they are a moment ago, and not only that a session of theirs goes on. */
  recent?: true;
  /** Name of the audit record that the use case commits with its write; a GET has none. */
  audit?: `${string}.${string}`;
  /** A reading that a protocol also allows by POST, so that a token need not stand in a header: it changes nothing, and leaves no record. */
  onlyReads?: true;
  params?: z.ZodMiniObject;
  query?: z.ZodMiniObject;
  body?: z.ZodMiniType;
  /** What a page sends (urlencoded): only from our own origin, and what does not fit goes back to its use case, which shows the page again. */
  form?: z.ZodMiniObject;
  status: 200 | 201 | 202 | 204;
  response?: z.ZodMiniType;
  /** Absent: JSON. `html`: the response is a whole page, for links that people open from a mail. `file`: bytes to be saved. */
  media?: 'html' | 'file';
  /** Answered by the OpenID Provider as its specifications say, which it describes at its own discovery address. */
  protocol?: 'openid-connect';
  /** Only what the use case itself may raise; `problemsOf` adds the pipeline's. */
  problems: readonly DomainProblem[];
}

type Placeholder<P extends string> = P extends `${string}{${infer N}}${infer Rest}` ? N | Placeholder<Rest> : never;

/** `params` names exactly the placeholders of `path`. */
type ParamsMatchPath<R extends Route> = R extends { params: z.ZodMiniObject<infer Shape> }
  ? [Exclude<keyof Shape, Placeholder<R['path']>>, Exclude<Placeholder<R['path']>, keyof Shape>] extends [never, never]
    ? unknown
    : { params: `the placeholders of ${R['path']} and params differ` }
  : [Placeholder<R['path']>] extends [never]
    ? unknown
    : { params: `${R['path']} has placeholders: declare params` };

/** Every write is audited, a read never is; a protocol may have people come back by GET, and clients read by POST. */
type AuditMatchesMethod<R extends Route> = R extends { method: 'GET' }
  ? R extends { audit: string }
    ? R extends { protocol: string }
      ? unknown
      : { audit: 'a read is not audited' }
    : R extends { onlyReads: true }
      ? { onlyReads: 'a GET only reads anyway' }
      : unknown
  : R extends { onlyReads: true }
    ? R extends { protocol: string; audit?: never }
      ? unknown
      : { onlyReads: 'only a protocol has one read by anything but GET, and a read is not audited' }
    : R extends { audit: string }
      ? unknown
      : { audit: 'a write names its audit record' };

/** Access by space needs to know which space. */
type SpaceIsNamed<R extends Route> = R extends { access: { space: string } }
  ? R['path'] extends `${string}{spaceId}${string}`
    ? unknown
    : { path: 'access by space needs {spaceId} in the path' }
  : unknown;

/** Only a page sends a form, and only to a page. */
type FormIsOfAPage<R extends Route> = R extends { form: z.ZodMiniObject }
  ? R extends { method: 'POST'; media: 'html'; body?: never }
    ? unknown
    : { form: 'a form is sent by POST, alone, to a route that answers a page' }
  : unknown;

export const defineRoute = <const R extends Route>(
  route: R & ParamsMatchPath<R> & AuditMatchesMethod<R> & SpaceIsNamed<R> & FormIsOfAPage<R>,
): R => route;

type Part = 'params' | 'query' | 'body';

/** A form as it came: what does not fit is told field by field, with what was typed, so that nobody types it all again. */
export type SentForm<Values> =
  | { valid: true; values: Values; typed: Readonly<Record<string, string>> }
  | { valid: false; errors: Readonly<Record<string, string>>; typed: Readonly<Record<string, string>> };

/** What a use case receives: parsed, and without the parts that the route does not declare. */
export type Input<R extends Route> = {
  [K in Part as R[K] extends z.ZodMiniType ? K : never]: R[K] extends z.ZodMiniType ? z.output<R[K]> : never;
} & (R extends { form: z.ZodMiniObject } ? { form: SentForm<z.output<R['form']>> } : unknown);

type Sent<R extends Route> = { [K in Part as R[K] extends z.ZodMiniType ? K : never]: R[K] extends z.ZodMiniType ? z.input<R[K]> : never };

/** Parts that may be left out: an optional body, and a query of which every parameter is optional. */
type Omissible<S> = {
  [K in keyof S]: undefined extends S[K] ? K : K extends 'query' ? (Partial<S[K]> extends S[K] ? K : never) : never;
}[keyof S];

/** What a caller sends. */
export type Call<R extends Route> = Omit<Sent<R>, Omissible<Sent<R>>> & Partial<Pick<Sent<R>, Omissible<Sent<R>>>>;

/** A page with more to say than its text. */
export interface ShownPage {
  page: string;
  /** 400 when a form is shown again. */
  status?: number;
  /** Whole `Set-Cookie` texts. */
  cookies?: readonly string[];
  /** Origins beside our own to which sending a form of the page may lead in the end: browsers look at each step of the way. */
  formsLeadTo?: readonly string[];
  /** What the page loads beside our look: scripts of our site, images and sounds that are in the page itself. */
  uses?: readonly ('scripts' | 'images' | 'sounds')[];
}

/** The way on after a form (303). A text is a path of this site, and can be nothing else; an address elsewhere is said on purpose, as a URL. */
export interface WayOn {
  to: `/${string}` | URL;
  cookies?: readonly string[];
}

/** A file to be saved, never shown; no longer than an answer may be: 4.5 MB. */
export interface SavedFile {
  bytes: Uint8Array;
  /** Media type. */
  type: string;
  /** `Content-Disposition`, whole. */
  disposition: string;
}

/** What a use case returns, before the response schema strips it. */
export type Output<R extends Route> = R extends { media: 'html' }
  ? string | ShownPage | WayOn
  : R extends { media: 'file' }
    ? SavedFile | WayOn
    : R['response'] extends z.ZodMiniType
      ? z.input<R['response']>
      : void;

/** What a caller gets. */
export type Reply<R extends Route> = R['response'] extends z.ZodMiniType ? z.output<R['response']> : undefined;

/** Validation and access problems follow from the declaration, so that nobody writes them twice. */
export const problemsOf = (route: Route): ProblemKind[] => [
  ...(route.params || route.query || route.body || route.form ? (['invalid'] as const) : []),
  ...(route.access === 'public' ? [] : (['unauthenticated'] as const)),
  ...(route.recent ? (['authentication-too-old'] as const) : []),
  ...(route.form || (typeof route.access === 'object' && 'role' in route.access) ? (['forbidden'] as const) : []),
  ...(typeof route.access === 'object' && 'space' in route.access ? (['not-found'] as const) : []),
  ...route.problems,
  'unexpected',
];
