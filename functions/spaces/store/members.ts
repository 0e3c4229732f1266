import { type DynamoDBDocumentClient, paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { AccountId, type SpaceId } from '../../../schemas/account.ts';
import { MemberId, MOST_MEMBERS } from '../../../schemas/space.ts';
import { memberIdOf } from '../../shared/member-id.ts';
import { batchGet } from '../../shared/store/batch-get.ts';
import { memberKey, type SpaceTables } from './space-items.ts';

/** Somebody who belongs to a space at this moment. */
export interface KeptMember {
  accountId: AccountId;
  memberId: MemberId;
  joinedAt: string;
}

export interface MemberReader {
  /** Everybody who belongs to a space. */
  listOf(spaceId: SpaceId): Promise<KeptMember[]>;
  /** How everybody is called who is or was a member; not those whose account is gone. */
  namesIn(spaceId: SpaceId): Promise<Map<MemberId, string>>;
  /** How these are called, past ones too. Nobody is called anything in a personal space. */
  namesOf(spaceId: SpaceId, members: MemberId[]): Promise<Map<MemberId, string>>;
}

const StoredMembership = z.object({ sk: AccountId, joinedAt: z.iso.datetime() });
const StoredMember = z.object({ sk: z.string(), name: z.string() });

const MEMBER = 'member#';
/** What one read of names takes. */
const AT_ONCE = 100;

const namesFrom = (items: Record<string, unknown>[]): Map<MemberId, string> =>
  new Map(
    items.map((item) => {
      const { sk, name } = StoredMember.parse(item);
      return [MemberId.parse(sk.slice(MEMBER.length)), name];
    }),
  );

export const memberReader = (client: DynamoDBDocumentClient, { spaces, memberships }: Omit<SpaceTables, 'actions'>): MemberReader => ({
  async listOf(spaceId) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: memberships,
        KeyConditionExpression: 'pk = :space',
        ExpressionAttributeValues: { ':space': spaceId },
        ConsistentRead: true,
        Limit: MOST_MEMBERS,
      }),
    );
    return Items.map((item) => {
      const { sk: accountId, joinedAt } = StoredMembership.parse(item);
      return { accountId, memberId: memberIdOf(spaceId, accountId), joinedAt };
    });
  },
  async namesIn(spaceId) {
    const pages = paginateQuery(
      { client },
      {
        TableName: spaces,
        KeyConditionExpression: 'pk = :space AND begins_with(sk, :member)',
        ExpressionAttributeValues: { ':space': spaceId, ':member': MEMBER },
        ConsistentRead: true,
      },
    );
    const items: Record<string, unknown>[] = [];
    for await (const { Items = [] } of pages) items.push(...Items);
    return namesFrom(items);
  },
  async namesOf(spaceId, members) {
    const keys = [...new Set(members)].map((memberId) => memberKey(spaceId, memberId));
    const items: Record<string, unknown>[] = [];
    for (let start = 0; start < keys.length; start += AT_ONCE)
      items.push(
        ...(await batchGet(client, {
          table: spaces,
          keys: keys.slice(start, start + AT_ONCE),
          attributes: ['sk', 'name'],
          consistent: true,
        })),
      );
    return namesFrom(items);
  },
});
