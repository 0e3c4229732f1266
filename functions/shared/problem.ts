import { type ProblemKind, problems } from '../../schemas/problem.ts';

export interface FieldError {
  /** Where: `body.email`. */
  field: string;
  /** What to mend, in French. */
  detail: string;
}

/** What the person can do about it beside going back, on a page that says what is wrong. */
export interface WayOut {
  label: string;
  to: `/${string}`;
  /** Whole `Set-Cookie` texts, which whatever is behind it needs. */
  cookies: readonly string[];
}

/** Thrown by use cases and by the pipeline, turned into an answer in one place. `detail` and `errors` are French and shown to the caller. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly detail: string | undefined;
  readonly errors: FieldError[] | undefined;
  wayOut: WayOut | undefined;

  constructor(kind: ProblemKind, detail?: string, errors?: FieldError[]) {
    super(kind);
    this.name = 'Problem';
    this.kind = kind;
    this.detail = detail;
    this.errors = errors;
  }

  get status(): number {
    return problems[this.kind].status;
  }
}

/** RFC 9457 body. */
export const problemBody = (problem: Problem, correlationId: string) => ({
  type: `urn:parvis:problem:${problem.kind}`,
  title: problems[problem.kind].title,
  status: problem.status,
  ...(problem.detail !== undefined && { detail: problem.detail }),
  ...(problem.errors !== undefined && { errors: problem.errors }),
  instance: `urn:parvis:request:${correlationId}`,
});
