import type { AccountId, Role } from '../../schemas/account.ts';
import type { Route } from '../../schemas/routes/route.ts';
import type { Problem } from './problem.ts';

/** Who a verified access token speaks for. */
export interface Caller {
  accountId: AccountId;
  role: Role;
  /** When the person last proved who they are, in epoch seconds; a service that calls for itself never did. */
  authenticatedAt?: number;
}

/** What a write leaves in the audit table, in its own transaction. */
export interface Trail {
  /** `public` when nobody is signed in. */
  actor: AccountId | 'public';
  action: string;
  correlationId: string;
}

/** What a use case gets beside its input; it can only raise the problems that its route declares. */
export interface Context<R extends Route> {
  caller: R['access'] extends 'public' ? undefined : Caller;
  trail: R extends { audit: string } ? Trail : undefined;
  problem: (kind: R['problems'][number], detail?: string) => Problem;
}

/** What the middlewares find out about a request, in this order. */
export interface RequestState {
  name: string;
  route: Route;
  correlationId: string;
  caller?: Caller;
}
