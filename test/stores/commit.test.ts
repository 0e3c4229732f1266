import { randomUUID } from 'node:crypto';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Commit, ConditionFailed, committer, newEvent } from '../../functions/shared/store/commit.ts';
import { AccountId } from '../../schemas/account.ts';
import { Envelope } from '../../schemas/events/event.ts';
import { ficheDeclaredSignificant, ficheRevised } from '../../schemas/events/fiches.ts';
import { FicheId } from '../../schemas/fiche.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

const at = new Date('2026-03-01T08:00:00.000Z');
const seconds = at.getTime() / 1000;
const day = 86_400;
const revised = (revision: number) => newEvent(ficheRevised, { audience: 'particuliers', ficheId: FicheId.parse('F2'), revision });

let dynamo: DynamoForTests;
let commit: Commit;
let actor: AccountId;
beforeAll(async () => {
  dynamo = await startDynamo();
  commit = committer(dynamo.client, dynamo.tables, () => at);
});
afterAll(() => dynamo.stop());
beforeEach(() => {
  actor = AccountId.parse(randomUUID());
});

const trail = () => ({ actor, action: 'fiche.revised', correlationId: `request of ${actor}` });
const put = (pk: string, once = true) => ({
  Put: { TableName: dynamo.tables.accounts, Item: { pk }, ...(once && { ConditionExpression: 'attribute_not_exists(pk)' }) },
});
const exists = async (pk: string) =>
  (await dynamo.client.send(new GetCommand({ TableName: dynamo.tables.accounts, Key: { pk } }))).Item !== undefined;
const all = async (table: string) => (await dynamo.client.send(new ScanCommand({ TableName: table }))).Items ?? [];
const auditOf = async () => (await all(dynamo.tables.audit)).filter(({ pk }) => pk === actor);
const outboxOf = async () =>
  (await all(dynamo.tables.outbox)).filter(({ envelope }) => Envelope.parse(envelope).correlationId === trail().correlationId);

describe('a commit', () => {
  it('writes state, events and audit record together', async () => {
    const pk = randomUUID();
    await commit({ writes: [put(pk)], events: [revised(1), revised(2)], trail: trail(), about: { fiche: 'particuliers#F2', revision: 2 } });
    expect(await exists(pk)).toBe(true);
    expect(await auditOf()).toEqual([
      {
        pk: actor,
        sk: expect.stringMatching(/^2026-03-01T08:00:00\.000Z#/) as string,
        ...trail(),
        about: { fiche: 'particuliers#F2', revision: 2 },
        expiresAt: seconds + 3 * 365 * day,
      },
    ]);
    const outbox = await outboxOf();
    expect(outbox.map(({ envelope }) => Envelope.parse(envelope).detail)).toEqual(
      expect.arrayContaining([revised(1).detail, revised(2).detail]) as unknown,
    );
    for (const { pk: key, envelope, expiresAt } of outbox) {
      expect(Envelope.parse(envelope)).toMatchObject({ id: key, type: 'fiche.revised', at: at.toISOString() });
      expect(expiresAt).toBe(seconds + 7 * day);
    }
  });

  it('writes nothing at all when one condition fails, and says which', async () => {
    const [taken, free] = [randomUUID(), randomUUID()];
    await commit({ writes: [put(taken)] });
    const refused = commit({ writes: [put(free), put(taken)], events: [revised(1)], trail: trail() });
    await expect(refused).rejects.toSatisfy((error) => error instanceof ConditionFailed && error.failed.join() === '1');
    expect([await exists(free), await auditOf(), await outboxOf()]).toEqual([false, [], []]);
  });

  it('lets one of many at the same instant in, and tells the others why not', async () => {
    const pk = randomUUID();
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => commit({ writes: [put(pk)], trail: trail() })));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(outcomes.length - refused.length).toBe(1);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(ConditionFailed);
    expect(await auditOf()).toHaveLength(1);
  });

  it('refuses an event whose detail is not what its schema says', () => {
    expect(() => newEvent(ficheRevised, { audience: 'particuliers', ficheId: 'X2', revision: 1 })).toThrow('F, N ou R');
  });

  it('refuses an event that the topic would refuse, before its state is written', () => {
    expect(() => newEvent(ficheDeclaredSignificant, anAnnouncement({ changeNote: 'é'.repeat(125_000) }))).toThrow('too long to travel');
  });
});

/** A DynamoDB that cancels the first transactions for these reasons, then takes them. */
const cancelling = (...reasons: string[]) => {
  let calls = 0;
  const client = {
    send: async () => {
      const Code = reasons[calls++];
      if (Code)
        throw new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons: [{ Code }, { Code: 'None' }] });
    },
  } as unknown as DynamoDBDocumentClient;
  return { commit: committer(client, { outbox: 'outbox', audit: 'audit' }, () => at), calls: () => calls };
};

describe('a cancelled commit', () => {
  it.each(['TransactionConflict', 'ThrottlingError'])('is tried again after %s', async (reason) => {
    const double = cancelling(reason, reason);
    await double.commit({ writes: [put('a')] });
    expect(double.calls()).toBe(3);
  });

  it('is given up after six conflicts, with the reason', async () => {
    const double = cancelling(...Array<string>(10).fill('TransactionConflict'));
    await expect(double.commit({ writes: [put('a')] })).rejects.toBeInstanceOf(TransactionCanceledException);
    expect(double.calls()).toBe(6);
  });

  it.each([
    ['ConditionalCheckFailed', 'condition failed'],
    ['ValidationError', 'cancelled'],
  ])('is not tried again after %s', async (reason, message) => {
    const double = cancelling(reason);
    await expect(double.commit({ writes: [put('a')] })).rejects.toThrow(message);
    expect(double.calls()).toBe(1);
  });
});
