import type { Usage } from '../local/iam/meter.ts';
import { FicheId, type FicheRef } from '../schemas/fiche.ts';
import { startFanOut, tellFollowers } from './fan-out/alert.ts';
import { seedAudience } from './fan-out/audience.ts';
import { type Bill, billOf } from './fan-out/bill.ts';
import { GATHERED, tellArrivals } from './fan-out/feedback.ts';
import type { SentMail } from './fan-out/mail-service.ts';
import { prices } from './fan-out/prices.ts';
import { openWorld, type World } from './fan-out/world.ts';
import type { Row, Scenario } from './scenario.ts';

const PEOPLE = 10_000;
const fiche: FicheRef = { audience: 'particuliers', ficheId: FicheId.parse('F265') };
/** Dollars a million, for all but SES itself. */
const AIM = 0.1;
/** Messages of a topic that a queue hands over in one call. */
const BATCH = 10;
/** For each invocation, messages are received and deleted. */
const CALLS_OF_INVOCATION = 2;

const of = (usages: Usage[], names: string[]): Usage[] => usages.filter(({ caller }) => names.includes(caller));

const rowsOf = (what: string, { tableCalls, readUnits, writeUnits, queueCalls, mailCalls, dollars }: Bill, mark?: Row['mark']): Row[] => [
  { what: `${what}: calls of DynamoDB`, value: tableCalls, unit: 'a recipient' },
  { what: `${what}: read units`, value: readUnits, unit: 'a recipient' },
  { what: `${what}: write units`, value: writeUnits, unit: 'a recipient' },
  { what: `${what}: calls of SQS`, value: queueCalls, unit: 'a recipient' },
  { what: `${what}: calls of SES`, value: mailCalls, unit: 'a recipient' },
  { what: `${what}: price`, value: dollars, unit: '$ a million', ...(mark && { mark }) },
];

const measure = async (world: World): Promise<Row[]> => {
  const mails: SentMail[] = [];
  world.services.onMail = (mail) => mails.push(mail);
  await seedAudience(world.dynamo, fiche, PEOPLE);
  const invocations = await tellFollowers(world, await startFanOut(world, { way: 'bulk', workers: 1 }), fiche, 2);
  await tellArrivals(await world.start('alerts-feedback'), mails);
  const usages = world.meter.usages();
  const callsOf = (action: string): number => world.services.calls.get(action) ?? 0;
  const mailCalls = callsOf('/v2/email/outbound-bulk-emails');
  const sending = billOf(
    {
      usages: of(usages, ['alerts-planner', 'alerts-pager', 'alerts-delivery']),
      queueCalls: callsOf('AmazonSQS.SendMessageBatch') + CALLS_OF_INVOCATION * invocations,
      mailCalls,
      published: 0,
      invocations,
    },
    PEOPLE,
  );
  const following = billOf(
    {
      usages: of(usages, ['alerts-feedback']),
      queueCalls: (CALLS_OF_INVOCATION * PEOPLE) / BATCH,
      mailCalls: 0,
      published: PEOPLE,
      invocations: PEOPLE / GATHERED,
    },
    PEOPLE,
  );
  return [
    ...rowsOf('planning, paging, sending', sending, { of: 'value', most: AIM }),
    ...rowsOf('following every mail', following),
    { what: 'SES itself', value: prices.perMillion.mails, unit: '$ a million' },
  ];
};

/** What one person more asks of AWS, and its price by the public list; the time of Lambda is in the benchmark of the fan-out. */
export const scenario: Scenario = {
  title: `requests and price of an alert to ${PEOPLE.toLocaleString('en')} people, by the list prices of ${prices.readOn}`,
  async run() {
    const world = await openWorld();
    try {
      return await measure(world);
    } finally {
      await world.stop();
    }
  },
};
