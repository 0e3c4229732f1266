import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { mailAddressDoubted, mailAddressStopped, mailAddressTrusted } from '../../../schemas/events/alerts.ts';
import type { AddressHash } from '../../../schemas/mail-state.ts';
import { type Clock, epochSeconds } from '../../shared/clock.ts';
import { type Commit, held, type NewEvent, newEvent } from '../../shared/store/commit.ts';
import { type AddressMemory, noMemory, type Verdict } from '../rules/address-memory.ts';
import { FORGOTTEN_AFTER } from '../rules/soft-bounces.ts';

export interface KnownAddress {
  memory: AddressMemory;
  /** 0: nothing is kept of it. */
  version: number;
}

export interface AddressMemoryStore {
  find(address: AddressHash): Promise<KnownAddress>;
  /** Keeps what follows from news and tells it, together; false when the address had other news meanwhile, and then nothing is written. */
  keep(address: AddressHash, before: KnownAddress, memory: AddressMemory, verdicts: Verdict[]): Promise<boolean>;
}

const Heard = z.array(z.object({ mail: z.string(), at: z.string() }));
const StoredMemory = z.object({ final: Heard, failures: Heard, settledUntil: z.string(), version: z.int() });

const eventOf = (address: AddressHash, verdict: Verdict): NewEvent => {
  const { at } = verdict;
  if (verdict.kind === 'stopped') return newEvent(mailAddressStopped, { address, reason: verdict.reason, at, sentAt: verdict.sentAt });
  return newEvent(verdict.kind === 'doubted' ? mailAddressDoubted : mailAddressTrusted, { address, at });
};

interface Dependencies {
  client: DynamoDBDocumentClient;
  table: string;
  commit: Commit;
  clock: Clock;
}

export const addressMemoryStore = ({ client, table, commit, clock }: Dependencies): AddressMemoryStore => ({
  async find(address) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { pk: address }, ConsistentRead: true }));
    if (!Item) return { memory: noMemory, version: 0 };
    const { version, ...memory } = StoredMemory.parse(Item);
    return { memory, version };
  },
  keep(address, before, memory, verdicts) {
    const expiresAt = epochSeconds(clock()) + FORGOTTEN_AFTER / 1000;
    const fresh = before.version === 0;
    return held(
      commit({
        writes: [
          {
            Put: {
              TableName: table,
              Item: { pk: address, ...memory, version: before.version + 1, expiresAt },
              ConditionExpression: fresh ? 'attribute_not_exists(pk)' : 'version = :version',
              ...(!fresh && { ExpressionAttributeValues: { ':version': before.version } }),
            },
          },
        ],
        events: verdicts.map((verdict) => eventOf(address, verdict)),
      }),
    );
  },
});
