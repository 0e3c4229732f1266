import type { AccountId } from '../../../schemas/account.ts';
import { factorsChanged } from '../../../schemas/events/factors.ts';
import type { FactorNews } from '../../../schemas/factor.ts';
import type { HistoryKind } from '../../../schemas/history.ts';
import type { Trail, Visitor } from '../../shared/context.ts';
import { deviceInWords } from '../../shared/device.ts';
import { newEvent } from '../../shared/store/commit.ts';
import type { Told } from '../store/factors.ts';

const entries: Record<Exclude<FactorNews, 'many-wrong-codes'>, { kind: HistoryKind; what: string }> = {
  'totp-added': { kind: 'factor-added', what: 'Application d’authentification' },
  'totp-removed': { kind: 'factor-removed', what: 'Application d’authentification' },
  'passkey-added': { kind: 'factor-added', what: 'Clé d’accès' },
  'passkey-removed': { kind: 'factor-removed', what: 'Clé d’accès' },
  'recovery-codes-made': { kind: 'recovery-codes-made', what: 'Dix codes de secours ; les précédents ne servent plus' },
  'recovery-code-used': { kind: 'recovery-code-used', what: 'Un code de secours, qui ne sert plus' },
};

export interface Occasion {
  accountId: AccountId;
  at: Date;
  visitor: Visitor;
  trail: Trail;
}

/** What a person is told of a change to how they prove who they are: in their history, and by a mail to an address that a thief does not read. */
export const tellOf = ({ accountId, at, visitor, trail }: Occasion, ...news: (keyof typeof entries)[]): Told => {
  const device = deviceInWords(visitor.agent);
  return {
    happenings: news.map((one) => ({ at, by: { type: 'self' }, ...entries[one], ...(device !== undefined && { device }) })),
    events: news.length > 0 ? [newEvent(factorsChanged, { accountId, news, at: at.toISOString() })] : [],
    trail,
  };
};

/** A code that was not right, by somebody who knows the password; `many` makes a mail of it. */
export const tellOfWrongCode = ({ accountId, at, visitor, trail }: Occasion, what: string, many: boolean): Told => {
  const device = deviceInWords(visitor.agent);
  return {
    happenings: [{ at, by: { type: 'unknown' }, kind: 'sign-in-failed', what, ...(device !== undefined && { device }) }],
    events: many ? [newEvent(factorsChanged, { accountId, news: ['many-wrong-codes'], at: at.toISOString() })] : [],
    trail,
  };
};
