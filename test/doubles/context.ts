import type { Visitor } from '../../functions/shared/context.ts';
import { Problem } from '../../functions/shared/problem.ts';
import type { AccountId, Role } from '../../schemas/account.ts';
import type { DomainProblem } from '../../schemas/problem.ts';

/** Somebody's browser. */
export const aVisitor = (cookies: Record<string, string> = {}): Visitor => ({
  address: '192.0.2.1',
  agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  cookies: new Map(Object.entries(cookies)),
});

/** What the pipeline gives a use case for a signed-in person. */
export const contextOf = (accountId: AccountId, role: Role = 'citizen') => ({
  caller: { accountId, role },
  trail: { actor: accountId, action: 'test.done', correlationId: 'test' },
  problem: (kind: DomainProblem, detail?: string) => new Problem(kind, detail),
  visitor: aVisitor(),
});

/** On a public route that only reads, for whoever asks. */
export const anybodyContext = (visitor: Visitor = aVisitor()) => ({
  caller: undefined,
  trail: undefined,
  problem: (kind: DomainProblem, detail?: string) => new Problem(kind, detail),
  visitor,
});

/** The same on a route that only reads, which leaves no trace. */
export const readerContextOf = (accountId: AccountId, role: Role = 'citizen') => ({ ...contextOf(accountId, role), trail: undefined });
