import type { AccountId, Role } from '../../schemas/account.ts';
import type { Route } from '../../schemas/routes/route.ts';
import type { SessionId } from '../../schemas/session.ts';
import type { Problem } from './problem.ts';

/** Who a verified access token speaks for. */
export interface Caller {
  accountId: AccountId;
  role: Role;
  /** When the person last proved who they are, in epoch seconds; a service that calls for itself never did. */
  authenticatedAt?: number;
  /** The provider's session to which the token belongs, by the name that its owner reads. */
  sessionId?: SessionId;
}

/** What a write leaves in the audit table, in its own transaction. */
export interface Trail {
  /** `public` when nobody is signed in, `deployment` for whoever deploys. */
  actor: AccountId | 'public' | 'deployment';
  action: string;
  correlationId: string;
}

/** From where a request comes, as the browser and the network say: nothing here is proven. */
export interface Visitor {
  /** The caller's own network address, without those of the services that passed the request on. */
  address: string;
  /** The browser's name for itself. */
  agent: string;
  cookies: ReadonlyMap<string, string>;
}

/** What a use case gets beside its input; it can only raise the problems that its route declares. */
export interface Context<R extends Route> {
  caller: R['access'] extends 'public' ? undefined : Caller;
  trail: R extends { audit: string } ? Trail : undefined;
  problem: (kind: R['problems'][number], detail?: string) => Problem;
  visitor: Visitor;
}

/** What the middlewares find out about a request, in this order. */
export interface RequestState {
  name: string;
  route: Route;
  correlationId: string;
  caller?: Caller;
}
