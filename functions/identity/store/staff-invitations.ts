import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type Account, EmailAddress, Role, Service } from '../../../schemas/account.ts';
import { accountOpened } from '../../../schemas/events/identity.ts';
import { staffInvited } from '../../../schemas/events/staff.ts';
import type { AddressHash } from '../../../schemas/mail-state.ts';
import type { Page } from '../../../schemas/page.ts';
import { type StaffInvitation, StaffInvitationId } from '../../../schemas/staff.ts';
import { hashAddress } from '../../shared/address.ts';
import { epochSeconds } from '../../shared/clock.ts';
import type { Trail } from '../../shared/context.ts';
import { accountBirth } from '../../shared/store/account-birth.ts';
import { administratorJoins } from '../../shared/store/administrators.ts';
import { type Commit, held, newEvent, type Write } from '../../shared/store/commit.ts';
import { historyWrite } from '../../shared/store/history.ts';
import { queryPage } from '../../shared/store/query-page.ts';
import type { NewLink } from '../links/new-link.ts';
import { administers } from '../rules/staff.ts';
import { passwordPut } from './credentials.ts';
import { linkPut, linkSpent } from './links.ts';
import { memberPut } from './staff.ts';

const INVITATIONS = 'invitations';
const invitationKey = (id: StaffInvitationId) => ({ pk: INVITATIONS, sk: id });
const invitedKey = (address: AddressHash) => ({ pk: `invited#${address}`, sk: 'invitation' });

const Stored = z.object({
  sk: StaffInvitationId,
  email: EmailAddress,
  role: Role,
  service: z.optional(Service),
  invitedAt: z.iso.datetime(),
  until: z.iso.datetime(),
});
const StoredInvited = z.object({ invitationId: StaffInvitationId });

const invitationOf = (item: Record<string, unknown>): StaffInvitation => {
  const { sk: id, email, role, service = null, invitedAt, until } = Stored.parse(item);
  return { id, email, role, service, invitedAt, expiresAt: until };
};

export interface Acceptance {
  token: string;
  invitation: StaffInvitation;
  account: Account;
  /** Of the password that the person chose. */
  hash: string;
  at: Date;
  device?: string | undefined;
}

export interface StaffInvitationReader {
  /** Undefined for one that was accepted, withdrawn, has ended or never was. */
  find(id: StaffInvitationId, at: Date): Promise<StaffInvitation | undefined>;
  /** The one that is under way to an address. */
  findByAddress(address: AddressHash, at: Date): Promise<StaffInvitation | undefined>;
}

export interface StaffInvitationStore extends StaffInvitationReader {
  /** The latest first. */
  list(page: { limit: number; cursor?: string | undefined }): Promise<Page<StaffInvitation>>;
  /** False when the address has one already. */
  invite(invitation: StaffInvitation, link: NewLink, trail: Trail): Promise<boolean>;
  /** False when it was accepted or withdrawn meanwhile. */
  prolong(invitation: StaffInvitation, link: NewLink, trail: Trail): Promise<boolean>;
  withdraw(invitation: StaffInvitation, trail: Trail): Promise<boolean>;
  /** Makes an account of it; false when the link, the invitation or the address was taken meanwhile. */
  accept(acceptance: Acceptance, trail: Trail): Promise<boolean>;
}

export const staffInvitationReader = (client: DynamoDBDocumentClient, table: string): StaffInvitationReader => {
  const get = async (Key: Record<string, string>) =>
    (await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item;
  const find: StaffInvitationReader['find'] = async (id, at) => {
    const item = await get(invitationKey(id));
    const invitation = item && invitationOf(item);
    return invitation && invitation.expiresAt > at.toISOString() ? invitation : undefined;
  };
  return {
    find,
    async findByAddress(address, at) {
      const item = await get(invitedKey(address));
      return item && find(StoredInvited.parse(item).invitationId, at);
    },
  };
};

export type StaffInvitationTables = Record<'accounts' | 'memberships' | 'staff' | 'links' | 'credentials' | 'history', string>;

export const staffInvitationStore = (
  client: DynamoDBDocumentClient,
  tables: StaffInvitationTables,
  commit: Commit,
): StaffInvitationStore => {
  const { find, findByAddress } = staffInvitationReader(client, tables.staff);
  const expiryOf = ({ expiresAt }: StaffInvitation) => epochSeconds(new Date(expiresAt));
  const put = (invitation: StaffInvitation, condition: Partial<NonNullable<Write['Put']>>): Write => {
    const { id, email, role, service, invitedAt, expiresAt: until } = invitation;
    const kept = { email, role, ...(service !== null && { service }), invitedAt, until, expiresAt: expiryOf(invitation) };
    return { Put: { TableName: tables.staff, Item: { ...invitationKey(id), ...kept }, ...condition } };
  };
  const invited = (invitation: StaffInvitation): Write => ({
    Put: {
      TableName: tables.staff,
      Item: { ...invitedKey(hashAddress(invitation.email)), invitationId: invitation.id, expiresAt: expiryOf(invitation) },
    },
  });
  const gone = (invitation: StaffInvitation): Write[] => [
    { Delete: { TableName: tables.staff, Key: invitationKey(invitation.id), ConditionExpression: 'attribute_exists(pk)' } },
    { Delete: { TableName: tables.staff, Key: invitedKey(hashAddress(invitation.email)) } },
  ];
  const told = ({ id, link }: NewLink, invitationId: StaffInvitationId, trail: Trail) => ({
    events: [newEvent(staffInvited, { link: id })],
    trail,
    about: { invitationId, until: link.until },
  });
  return {
    find,
    findByAddress,
    async list({ limit, cursor }) {
      const query = { TableName: tables.staff, KeyConditionExpression: 'pk = :all', ExpressionAttributeValues: { ':all': INVITATIONS } };
      const shape = { partition: { pk: INVITATIONS }, begins: { sk: 'inv_' } };
      const page = await queryPage(client, { ...query, ScanIndexForward: false, ConsistentRead: true }, { limit, cursor, shape });
      return { items: page.items.map(invitationOf), next: page.next };
    },
    invite(invitation, link, trail) {
      const free = 'attribute_not_exists(pk) OR expiresAt <= :now';
      const now = { ':now': epochSeconds(new Date(invitation.invitedAt)) };
      const claim = invited(invitation);
      return held(
        commit({
          writes: [
            { Put: { ...claim.Put, ConditionExpression: free, ExpressionAttributeValues: now } } as Write,
            put(invitation, {}),
            linkPut(tables.links, link.token, link.link),
          ],
          ...told(link, invitation.id, trail),
        }),
      );
    },
    prolong: (invitation, link, trail) =>
      held(
        commit({
          writes: [
            put(invitation, { ConditionExpression: 'attribute_exists(pk)' }),
            invited(invitation),
            linkPut(tables.links, link.token, link.link),
          ],
          ...told(link, invitation.id, trail),
        }),
      ),
    withdraw: (invitation, trail) => held(commit({ writes: gone(invitation), trail, about: { invitationId: invitation.id } })),
    accept({ token, invitation, account, hash, at, device }, trail) {
      const { id: accountId, personalSpaceId } = account;
      return held(
        commit({
          writes: [
            linkSpent(tables.links, token, at),
            ...gone(invitation),
            ...accountBirth(tables, account),
            passwordPut(tables.credentials, accountId, { hash, setAt: at.toISOString() }),
            memberPut(tables.staff, accountId),
            ...(administers(account) ? [administratorJoins(tables.staff, accountId)] : []),
            historyWrite(tables.history, { accountId, at, kind: 'account-opened', by: { type: 'self' }, ...(device && { device }) }),
          ],
          events: [newEvent(accountOpened, { accountId, personalSpaceId })],
          trail,
          about: { accountId, invitationId: invitation.id },
        }),
      );
    },
  };
};
