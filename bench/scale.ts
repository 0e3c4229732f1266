import { SHAPE, simulate } from './scale/simulate.ts';
import type { Row, Scenario } from './scenario.ts';

const ACCOUNTS = 40_000_000;
const SUBSCRIBERS = 5_000_000;
const SUBSCRIPTIONS_OF_ACCOUNT = 3;
/** Bytes of an item with its keys, as the engine counts them. */
const BYTES = { account: 260, subscription: 190, audienceEntry: 100 };
const GIGABYTE = 1024 ** 3;

/** A mail service that takes what GOV.UK has, five times that, and what tells all within ten minutes. */
const QUOTAS = [400, 2000, 10_000];
const run = { subscribers: SUBSCRIBERS, pagers: 10, pageMilliseconds: 80, writeUnitsOfPartition: 1000 };

const rowsOf = (quota: number): Row[] => {
  const { pagedAfter, toldAfter, deepestQueue, busiestSecond, heldByPartition, callsInFlight } = simulate({ ...run, quota });
  const what = `${quota.toLocaleString('en')} mails/s`;
  return [
    { what: `${what}: everybody is in a chunk after`, value: pagedAfter / 60, unit: 'min' },
    { what: `${what}: everybody is told after`, value: toldAfter / 60, unit: 'min' },
    { what: `${what}: most chunks in the delivery queue`, value: deepestQueue, unit: 'messages' },
    { what: `${what}: busiest second of the publication’s partition`, value: busiestSecond, unit: 'write units' },
    { what: `${what}: time in which that partition is the limit`, value: heldByPartition / 60, unit: 'min' },
    { what: `${what}: bulk calls in flight`, value: callsInFlight, unit: 'calls' },
  ];
};

/** Arithmetic on the shape of the fan-out, not a measure: decision 0021 reads it. */
export const scenario: Scenario = {
  title: `${ACCOUNTS / 1e6} million accounts, and a fiche with ${SUBSCRIBERS / 1e6} million subscribers, on paper`,
  async run() {
    const tables = ACCOUNTS * (BYTES.account + SUBSCRIPTIONS_OF_ACCOUNT * (BYTES.subscription + BYTES.audienceEntry));
    return [
      { what: 'accounts and their subscriptions', value: tables / GIGABYTE, unit: 'GB' },
      { what: 'people in one shard of the fiche', value: SUBSCRIBERS / SHAPE.shards, unit: 'people' },
      { what: 'one shard of the fiche', value: (SUBSCRIBERS / SHAPE.shards) * (BYTES.audienceEntry / 1024 ** 2), unit: 'MB' },
      ...QUOTAS.flatMap(rowsOf),
    ];
  },
};
