import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { SpaceId } from '../../../schemas/account.ts';
import type { AddressHash } from '../../../schemas/mail-state.ts';
import { InvitationId as Id, type InvitationId } from '../../../schemas/space.ts';
import { invitationKey, invitedKey, type KeptInvitation, readInvitationItem } from './invitation-items.ts';

export interface InvitationReader {
  /** Also one that has expired lately; undefined once it was answered or withdrawn. */
  find(spaceId: SpaceId, id: InvitationId): Promise<KeptInvitation | undefined>;
  /** The one by which an address is held. */
  findInvited(spaceId: SpaceId, address: AddressHash): Promise<KeptInvitation | undefined>;
  /** All of a space, expired ones too. */
  listOf(spaceId: SpaceId): Promise<KeptInvitation[]>;
  /** Those sent to an address, whatever the space; one of this very second may be missing. */
  listFor(address: AddressHash): Promise<KeptInvitation[]>;
}

/** Nobody reads more of what waits for them; more than that is no longer an invitation. */
const MOST_SHOWN = 50;

export const invitationReader = (client: DynamoDBDocumentClient, table: string): InvitationReader => {
  const get = async (key: { pk: string; sk: string }): Promise<Record<string, unknown> | undefined> =>
    (await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;
  const reader: InvitationReader = {
    async find(spaceId, id) {
      const item = await get(invitationKey({ spaceId, id }));
      return item && readInvitationItem(item);
    },
    async findInvited(spaceId, address) {
      const held = await get(invitedKey(spaceId, address));
      return held && reader.find(spaceId, Id.parse(held['invitationId']));
    },
    async listOf(spaceId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :space AND begins_with(sk, :invitation)',
          ExpressionAttributeValues: { ':space': spaceId, ':invitation': 'invitation#' },
          ConsistentRead: true,
        }),
      );
      return Items.map(readInvitationItem);
    },
    async listFor(address) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'byAddress',
          KeyConditionExpression: 'addressPk = :address',
          ExpressionAttributeValues: { ':address': address },
          Limit: MOST_SHOWN,
        }),
      );
      const items = await Promise.all(Items.map(({ pk, sk }) => get({ pk: String(pk), sk: String(sk) })));
      return items.flatMap((item) => (item ? [readInvitationItem(item)] : []));
    },
  };
  return reader;
};
