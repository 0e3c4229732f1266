import { Problem } from '../../functions/shared/problem.ts';
import { AccountId, type Role } from '../../schemas/account.ts';
import type { DomainProblem } from '../../schemas/problem.ts';

/** What the pipeline gives a use case for a signed-in person. */
export const contextOf = (accountId: AccountId, role: Role = 'citizen') => ({
  caller: { accountId, role },
  trail: { actor: accountId, action: 'test.done', correlationId: 'test' },
  problem: (kind: DomainProblem, detail?: string) => new Problem(kind, detail),
});

/** The same on a public route. */
export const contextOfNobody = () => ({
  caller: undefined,
  trail: { actor: 'public' as const, action: 'test.done', correlationId: 'test' },
  problem: (kind: DomainProblem, detail?: string) => new Problem(kind, detail),
});
