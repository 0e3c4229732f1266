import * as z from 'zod/mini';
import { EmailAddress } from '../../../schemas/account.ts';
import { CivilIdentity } from '../../../schemas/federation.ts';
import type { federation } from '../../../schemas/routes/federation.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Visitor } from '../../shared/context.ts';
import type { UseCase } from '../../shared/router.ts';
import { FLOW_MINUTES, InteractionId } from '../rules/federation/flow.ts';
import { firstVisitPage } from './pages/first-visit.ts';
import type { SealedCookies } from './sealed-cookies.ts';
import { EXPIRED_ADVICE } from './state-providers.ts';

/** Somebody whom FranceConnect knows and we do not. Kept sealed in their browser, and nowhere with us, until they want an account. */
export const FirstVisit = z.object({
  subject: z.string(),
  identity: CivilIdentity,
  email: z.optional(EmailAddress),
  interaction: InteractionId,
  /** Epoch milliseconds. */
  until: z.int(),
});
export type FirstVisit = z.output<typeof FirstVisit>;

const COOKIE = 'first-visit';

export const keepVisit = (cookies: SealedCookies, visit: Omit<FirstVisit, 'until'>, at: Date): Promise<string> =>
  cookies.set(COOKIE, { ...visit, until: at.getTime() + FLOW_MINUTES * 60_000 }, FLOW_MINUTES * 60);

export const dropVisit = (cookies: SealedCookies): string => cookies.drop(COOKIE);

export const readVisit = async (cookies: SealedCookies, visitor: Visitor, at: Date): Promise<FirstVisit | undefined> => {
  const visit = await cookies.read(visitor, COOKIE, FirstVisit);
  return visit && at.getTime() < visit.until ? visit : undefined;
};

export const showFirstVisit =
  ({ cookies, clock }: { cookies: SealedCookies; clock: Clock }): UseCase<typeof federation.showFirstVisit> =>
  async (_input, { visitor, problem }) => {
    const visit = await readVisit(cookies, visitor, clock());
    if (!visit) throw problem('arrival-expired', EXPIRED_ADVICE);
    return firstVisitPage(visit, { typed: visit.email === undefined ? {} : { email: visit.email }, errors: {} });
  };
