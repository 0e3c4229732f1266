import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type Meter, openMeter, type Usage } from '../../local/iam/meter.ts';

/** What something asked of AWS and of the gateway. */
export interface Use {
  /** Of DynamoDB alone. */
  tables: Usage[];
  /** Each is one request to the HTTP API and one call of a function. */
  requests: number;
  rsaSignatures: number;
  eccSignatures: number;
}

type Signature = 'rsaSignatures' | 'eccSignatures';

export interface IdentityMeter {
  /** For the local system. */
  meter: Meter;
  use(site: string, work: () => Promise<unknown>): Promise<Use>;
}

const isOurs = ({ caller, service }: Usage): boolean => service === 'dynamodb' && /identity-?(provider|pages)/i.test(caller);

const between = (before: Usage[], after: Usage[]): Usage[] =>
  after.map((usage) => {
    const known = before.find((one) => one.caller === usage.caller && one.action === usage.action);
    return { ...usage, calls: usage.calls - (known?.calls ?? 0), units: usage.units - (known?.units ?? 0) };
  });

/** Counts requests that this process sends to the API of a site while something is done. */
const requestsTo = async (site: string, work: () => Promise<unknown>): Promise<number> => {
  let count = 0;
  const sent = (message: unknown) => {
    const { request } = message as { request: { origin: string; path: string } };
    if (request.origin === site && request.path.startsWith('/api/')) count += 1;
  };
  subscribe('undici:request:create', sent);
  try {
    await work();
    return count;
  } finally {
    unsubscribe('undici:request:create', sent);
  }
};

export const openIdentityMeter = (): IdentityMeter => {
  const meter = openMeter();
  const signatures: Record<Signature, number> = { rsaSignatures: 0, eccSignatures: 0 };
  const tables = () =>
    meter
      .usages()
      .filter(isOurs)
      .map((usage) => ({ ...usage }));
  return {
    meter: {
      ...meter,
      count(call) {
        const body = meter.count(call);
        if (call.service !== 'kms') return body;
        const { SigningAlgorithm = '' } = JSON.parse(body.toString('utf8')) as { SigningAlgorithm?: string };
        if (SigningAlgorithm) signatures[SigningAlgorithm.startsWith('RSA') ? 'rsaSignatures' : 'eccSignatures'] += 1;
        return body;
      },
    },
    async use(site, work) {
      const before = { tables: tables(), ...signatures };
      const requests = await requestsTo(site, work);
      return {
        tables: between(before.tables, tables()),
        requests,
        rsaSignatures: signatures.rsaSignatures - before.rsaSignatures,
        eccSignatures: signatures.eccSignatures - before.eccSignatures,
      };
    },
  };
};
