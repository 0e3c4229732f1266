import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from '../lib/bundle.ts';
import { bundleSizes } from '../lib/bundle-report.ts';
import { openAccount } from '../local/acting.ts';
import { givePassword, PASSWORD } from '../local/passwords.ts';
import { synthesizeApart } from '../local/synthesis.ts';
import { startSystem } from '../local/system.ts';
import { siteVisitor } from '../test/doubles/site-visitor.ts';
import { billOf } from './fan-out/bill.ts';
import { prices } from './fan-out/prices.ts';
import { openIdentityMeter, type Use } from './identity/metering.ts';
import type { Row, Scenario } from './scenario.ts';

const TIMES = 10;
const EMAIL = 'bench.identity@parvis.example';

const rowsOf = (what: string, { tables, requests, rsaSignatures, eccSignatures }: Use, most: number): Row[] => {
  const { perMillion } = prices;
  const bill = billOf({ usages: tables, queueCalls: 0, mailCalls: 0, published: 0, invocations: requests }, TIMES);
  const signatures = (rsaSignatures * perMillion.rsaSignatures + eccSignatures * perMillion.eccSignatures) / TIMES;
  const gateway = (requests / TIMES) * perMillion.httpRequests;
  return [
    { what: `${what}: requests to the API`, value: requests / TIMES, unit: 'requests' },
    { what: `${what}: DynamoDB`, value: bill.tableCalls, unit: 'requests', mark: { of: 'value', most } },
    { what: `${what}: DynamoDB`, value: bill.readUnits, unit: 'read units' },
    { what: `${what}: DynamoDB`, value: bill.writeUnits, unit: 'write units' },
    { what: `${what}: KMS, RSA`, value: rsaSignatures / TIMES, unit: 'signatures' },
    { what: `${what}: KMS, P-256`, value: eccSignatures / TIMES, unit: 'signatures' },
    { what: `${what}: DynamoDB and calls of functions`, value: bill.dollars, unit: '$ a million' },
    { what: `${what}: gateway`, value: gateway, unit: '$ a million' },
    { what: `${what}: KMS`, value: signatures, unit: '$ a million' },
    { what: `${what}: all`, value: bill.dollars + gateway + signatures, unit: '$ a million' },
  ];
};

const sizes = async (folder: string): Promise<Row[]> => {
  await bundleFunctions(folder);
  return bundleSizes(folder)
    .filter(({ name }) => name.startsWith('identity-'))
    .map(({ name, kilobytes, gzipped }) => ({ what: `${name} (${gzipped} kB gzipped)`, value: kilobytes, unit: 'kB loaded' }));
};

/** Whoever signs in here does so with a browser that was never seen, which is the dearest way. */
const signIns = async (folder: string): Promise<Row[]> => {
  const assemblyDir = join(folder, 'cdk.out');
  await synthesizeApart(assemblyDir, new AbortController().signal);
  const { meter, use } = openIdentityMeter();
  const system = await startSystem({ assemblyDir, dataDir: join(folder, 'data'), meter, testIssuer: true });
  const signIn = async () => {
    const visitor = siteVisitor(system.address);
    return { visitor, tokens: await visitor.signIn(EMAIL, PASSWORD) };
  };
  try {
    const { account } = await openAccount(system, EMAIL);
    await givePassword(system, account.id, PASSWORD);
    const { visitor, tokens } = await signIn();
    let { refresh_token: token } = tokens;
    const refresh = async () => {
      const reply = await visitor.refresh(token);
      if (!reply.ok) throw new Error(`no new tokens: ${reply.status}`);
      token = ((await reply.json()) as { refresh_token: string }).refresh_token;
    };
    await refresh();
    const repeated = (work: () => Promise<unknown>) => async () => {
      for (let time = 0; time < TIMES; time++) await work();
    };
    return [
      ...rowsOf('a sign-in by password', await use(system.address, repeated(signIn)), 28),
      ...rowsOf('a refresh', await use(system.address, repeated(refresh)), 7),
    ];
  } finally {
    await system.stop();
  }
};

/** What signing in weighs and costs; the time of Lambda is not in it, since no machine but Lambda tells it. */
export const scenario: Scenario = {
  title: `bundles of identity, and requests and price of a sign-in and of a refresh, by the list prices of ${prices.readOn}`,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-identity-'));
    try {
      return [...(await sizes(join(folder, 'bundles'))), ...(await signIns(folder))];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
