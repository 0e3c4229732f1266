// Run as a process of its own, so that its log lines go nowhere and nothing else counts: `node measure.ts ES256 again` answers on descriptor 3.
import { writeSync } from 'node:fs';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { api } from '../../functions/shared/pipeline.ts';
import { tokenVerifier } from '../../functions/shared/token.ts';
import { lambdaContext } from '../../test/doubles/api-event.ts';
import { bareHandler } from './bare.ts';
import { prepare, route } from './request.ts';

type Handle = (event: APIGatewayProxyEventV2) => Promise<{ statusCode?: number | undefined } | string>;

const ROUNDS = 15;
const CALLS = 1000;

/** Microseconds of CPU a call, user and system: what the machine spends, whatever else it does meanwhile. */
const cpuPerCall = async (handle: Handle, events: APIGatewayProxyEventV2[]): Promise<number> => {
  const before = process.cpuUsage();
  for (let call = 0; call < CALLS; call++) {
    const event = events[call % events.length];
    if (!event) throw new Error('no event');
    const answer = await handle(event);
    if (typeof answer === 'string' || answer.statusCode !== 200) throw new Error(`not answered: ${JSON.stringify(answer)}`);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS;
};

const [, , algorithm, seen] = process.argv;
const { issuer, publicKeys, fresh } = await prepare(algorithm === 'RS256' ? 'RS256' : 'ES256');
const events = seen === 'again' ? fresh(200) : [];
/** Callers whose tokens the instance has met, or has never met. */
const arrive = () => (seen === 'again' ? events : fresh(CALLS));
const pipeline = api({
  routes: { writeNote: route },
  useCases: { writeNote: async ({ body }, { caller }) => ({ ...body, id: caller.accountId }) },
  verifyToken: tokenVerifier({ issuer: issuer.issuer, audience: 'parvis-api', jwksAddress: issuer.jwksAddress }),
  membership: async () => false,
});
const ours: Handle = (event) => pipeline(event, lambdaContext());
const bare: Handle = bareHandler(issuer.issuer, publicKeys);

await cpuPerCall(ours, arrive());
await cpuPerCall(bare, arrive());
const oursCosts: number[] = [];
const bareCosts: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const arriving = arrive();
  bareCosts.push(await cpuPerCall(bare, arriving));
  oursCosts.push(await cpuPerCall(ours, arriving));
}
await issuer.stop();
writeSync(3, JSON.stringify({ ours: Math.min(...oursCosts), bare: Math.min(...bareCosts) }));
