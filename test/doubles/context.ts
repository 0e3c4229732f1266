import { Problem } from '../../functions/shared/problem.ts';
import type { AccountId, Role } from '../../schemas/account.ts';
import type { DomainProblem } from '../../schemas/problem.ts';

/** What the pipeline gives a use case for a signed-in person. */
export const contextOf = (accountId: AccountId, role: Role = 'citizen') => ({
  caller: { accountId, role },
  trail: { actor: accountId, action: 'test.done', correlationId: 'test' },
  problem: (kind: DomainProblem, detail?: string) => new Problem(kind, detail),
});

/** The same on a route that only reads, which leaves no trace. */
export const readerContextOf = (accountId: AccountId, role: Role = 'citizen') => ({ ...contextOf(accountId, role), trail: undefined });
