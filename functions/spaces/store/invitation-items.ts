import * as z from 'zod/mini';
import { AccountId, EmailAddress, SpaceId } from '../../../schemas/account.ts';
import type { AddressHash } from '../../../schemas/mail-state.ts';
import { InvitationId } from '../../../schemas/space.ts';
import { hashAddress } from '../../shared/address.ts';
import { epochSeconds } from '../../shared/clock.ts';
import type { Step } from './attempt.ts';

const StoredInvitation = z.object({
  pk: SpaceId,
  sk: z.string(),
  email: EmailAddress,
  /** Who invited, and must still be a member when the invitation is accepted. */
  invitedBy: AccountId,
  invitedAt: z.iso.datetime(),
  /** Until when it may be accepted. */
  until: z.iso.datetime(),
  /** How many mails were sent for it. */
  sendings: z.int(),
});

/** An invitation that waits, or that has expired and is about to disappear; one that was answered or withdrawn is gone. */
export interface KeptInvitation extends Omit<z.output<typeof StoredInvitation>, 'pk' | 'sk'> {
  id: InvitationId;
  spaceId: SpaceId;
}

type Ref = Pick<KeptInvitation, 'spaceId' | 'id'>;

const INVITATION = 'invitation#';

export const invitationKey = ({ spaceId, id }: Ref) => ({ pk: spaceId, sk: `${INVITATION}${id}` });

/** Where an address is held while somebody is invited by it. */
export const invitedKey = (spaceId: SpaceId, address: AddressHash) => ({ pk: spaceId, sk: `invited#${address}` });

/** For as long, an expired invitation still says that it has expired. */
const SHOWN_EXPIRED_SECONDS = 30 * 24 * 60 * 60;

export const expiryOf = ({ until }: Pick<KeptInvitation, 'until'>): number => epochSeconds(new Date(until)) + SHOWN_EXPIRED_SECONDS;

export const invitationItem = (invitation: KeptInvitation) => {
  const { id: _, spaceId: __, ...kept } = invitation;
  return { ...invitationKey(invitation), ...kept, addressPk: hashAddress(invitation.email), expiresAt: expiryOf(invitation) };
};

export const invitedItem = ({ spaceId, id, email, until }: KeptInvitation) => ({
  ...invitedKey(spaceId, hashAddress(email)),
  invitationId: id,
  until,
  expiresAt: expiryOf({ until }),
});

export const readInvitationItem = (item: Record<string, unknown>): KeptInvitation => {
  const { pk, sk, ...invitation } = StoredInvitation.parse(item);
  return { ...invitation, spaceId: pk, id: InvitationId.parse(sk.slice(INVITATION.length)) };
};

/** Takes an invitation away, and lets its address go; refused unless it is as it was read. */
export const stepsToTakeAway = (table: string, invitation: KeptInvitation): Step<'gone'>[] => [
  [
    'gone',
    {
      Delete: {
        TableName: table,
        Key: invitationKey(invitation),
        ConditionExpression: '#until = :until',
        ExpressionAttributeNames: { '#until': 'until' },
        ExpressionAttributeValues: { ':until': invitation.until },
      },
    },
  ],
  [
    'gone',
    {
      Delete: {
        TableName: table,
        Key: invitedKey(invitation.spaceId, hashAddress(invitation.email)),
        ConditionExpression: 'invitationId = :id',
        ExpressionAttributeValues: { ':id': invitation.id },
      },
    },
  ],
];
