import type { AdapterPayload } from 'oidc-provider';
import { AccountId } from '../../../schemas/account.ts';
import type { Clock } from '../../shared/clock.ts';
import { auditWrite, type Write } from '../../shared/store/commit.ts';
import { historyWrite } from '../../shared/store/history.ts';

/** The request that the provider answers at this moment. */
export interface ProviderVisit {
  /** The browser that asks, as its owner will be told of it. */
  agent: string;
  /** What the route calls its audit record. */
  action: string | undefined;
  correlationId: string;
}

/** What a thing leaves in the transaction that ends it or uses it up. */
export type RecordOf = (payload: AdapterPayload) => Promise<Write[]>;

/** Undefined when what happens to such a thing, in answer to this request, is nobody's act: a session that only changes its name, a token that is renewed. */
export type FindRecord = (model: string) => RecordOf | undefined;

/** Which things each act of a person or of a client of theirs brings to an end. */
const ended: Record<string, readonly string[]> = {
  'token.given': ['AuthorizationCode'],
  'token.revoked': ['RefreshToken', 'AccessToken'],
  'session.signed-out': ['Session'],
  'session.sign-out-confirmed': ['Session'],
};

export interface ProviderRecordsDependencies {
  tables: { audit: string; history: string };
  clock: Clock;
  visit: () => ProviderVisit | undefined;
}

/** What knows the names of all browsers is read when somebody signs out, not by whoever signs in. */
const deviceOf = async (agent: string): Promise<string | undefined> => {
  const { deviceInWords } = await import('../../shared/device.ts');
  return deviceInWords(agent);
};

/** What the provider itself does for a person leaves a record too, which names the client and never holds a token. */
export const providerRecords =
  ({ tables, clock, visit }: ProviderRecordsDependencies): FindRecord =>
  (model) => {
    const { action = '', agent = '', correlationId = '' } = visit() ?? {};
    if (!ended[action]?.includes(model)) return undefined;
    return async ({ accountId: owner, clientId, uid }) => {
      if (!owner) return [];
      const [accountId, at] = [AccountId.parse(owner), clock()];
      const about = { ...(clientId && { clientId }), ...(uid && { sessionId: uid }) };
      const audit = auditWrite(tables.audit, { actor: accountId, action, correlationId }, about, at);
      if (model !== 'Session') return [audit];
      const device = await deviceOf(agent);
      const by = { type: 'self' } as const;
      return [audit, historyWrite(tables.history, { accountId, at, kind: 'signed-out', by, ...(device && { device }) })];
    };
  };
