import type { AccountId } from '../../../schemas/account.ts';
import { spaceMemberInvited } from '../../../schemas/events/spaces.ts';
import { MOST_INVITATION_MAILS_A_DAY } from '../../../schemas/space.ts';
import { hashAddress } from '../../shared/address.ts';
import { epochSeconds } from '../../shared/clock.ts';
import type { Trail } from '../../shared/context.ts';
import { type Commit, newEvent, type Write } from '../../shared/store/commit.ts';
import { memberStill } from '../../shared/store/memberships.ts';
import { writeOfAction } from '../../shared/store/space-actions.ts';
import { maskedAddress } from '../rules/masked-address.ts';
import { always, attempt } from './attempt.ts';
import { invitationItem, invitationKey, invitedItem, invitedKey, type KeptInvitation } from './invitation-items.ts';
import { oneMore, stepsToJoin } from './membership-writes.ts';
import { mailsKey, type SpaceTables, spaceKey } from './space-items.ts';
import type { Doing } from './spaces.ts';

export interface InvitationChanges {
  invite(invitation: KeptInvitation, doing: Doing): Promise<'done' | 'no-member' | 'closing' | 'invited-already' | 'too-many-mails'>;
  /** Sends the same invitation again, which may then be accepted until `next.until`. */
  remind(next: KeptInvitation, doing: Doing): Promise<'done' | 'no-member' | 'closing' | 'gone' | 'too-many-mails'>;
  withdraw(invitation: KeptInvitation, doing: Doing): Promise<'done' | 'no-member' | 'gone'>;
  /** By whoever holds the link. */
  decline(invitation: KeptInvitation, at: Date, trail: Trail): Promise<'done' | 'gone'>;
  /** `no-member`: whoever invited is none any more, and the invitation is worth nothing; `refused`: the space takes nobody. */
  accept(
    invitation: KeptInvitation,
    joining: Doing & { name: string },
  ): Promise<'done' | 'gone' | 'no-member' | 'refused' | 'member-already' | 'too-many-spaces'>;
  /** What nobody can accept any more, taken away without a word. */
  drop(invitation: KeptInvitation): Promise<void>;
}

const DAY = 24 * 60 * 60;

const countMail = (table: string, accountId: AccountId, at: Date): Write => ({
  Update: {
    TableName: table,
    Key: mailsKey(accountId, at),
    UpdateExpression: 'ADD sendings :one SET expiresAt = :gone',
    ConditionExpression: 'attribute_not_exists(sendings) OR sendings < :most',
    ExpressionAttributeValues: { ':one': 1, ':most': MOST_INVITATION_MAILS_A_DAY, ':gone': epochSeconds(at) + 2 * DAY },
  },
});

const stillOpen = (table: string, { spaceId }: KeptInvitation): Write => ({
  ConditionCheck: {
    TableName: table,
    Key: spaceKey(spaceId),
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(closing)',
  },
});

/** Takes an invitation away, and lets its address go; refused unless it is as it was read. */
const takeAway = (table: string, invitation: KeptInvitation): Write[] => [
  {
    Delete: {
      TableName: table,
      Key: invitationKey(invitation),
      ConditionExpression: '#until = :until',
      ExpressionAttributeNames: { '#until': 'until' },
      ExpressionAttributeValues: { ':until': invitation.until },
    },
  },
  {
    Delete: {
      TableName: table,
      Key: invitedKey(invitation.spaceId, hashAddress(invitation.email)),
      ConditionExpression: 'invitationId = :id',
      ExpressionAttributeValues: { ':id': invitation.id },
    },
  },
];

const invited = ({ spaceId, id, sendings }: KeptInvitation) =>
  newEvent(spaceMemberInvited, { spaceId, invitationId: id, sending: sendings });

export const invitationChanges = (tables: SpaceTables, commit: Commit): InvitationChanges => {
  const { spaces, memberships, actions } = tables;
  const told = (kind: Parameters<typeof writeOfAction>[1]['kind'], { spaceId, email }: KeptInvitation, { accountId, at }: Doing) =>
    writeOfAction(actions, { spaceId, kind, by: { accountId }, at, object: { name: maskedAddress(email) } });
  const about = ({ spaceId, id }: KeptInvitation) => ({ spaceId, invitationId: id });
  const gone = (invitation: KeptInvitation) => takeAway(spaces, invitation).map((write) => ['gone', write] as const);
  const hold = (
    invitation: KeptInvitation,
    condition: Pick<NonNullable<Write['Put']>, 'ConditionExpression' | 'ExpressionAttributeValues'>,
  ) => ({
    Put: { TableName: spaces, Item: invitedItem(invitation), ExpressionAttributeNames: { '#until': 'until' }, ...condition },
  });
  return {
    invite: (invitation, doing) =>
      attempt(
        commit,
        [
          ['no-member', memberStill(memberships, invitation.spaceId, doing.accountId)],
          ['closing', stillOpen(spaces, invitation)],
          [
            'invited-already',
            hold(invitation, {
              ConditionExpression: 'attribute_not_exists(pk) OR #until <= :now',
              ExpressionAttributeValues: { ':now': doing.at.toISOString() },
            }),
          ],
          ['too-many-mails', countMail(spaces, doing.accountId, doing.at)],
          always({ Put: { TableName: spaces, Item: invitationItem(invitation) } }),
          always(told('member.invited', invitation, doing)),
        ],
        { trail: doing.trail, about: about(invitation), events: [invited(invitation)] },
      ),
    remind: (next, doing) =>
      attempt(
        commit,
        [
          ['no-member', memberStill(memberships, next.spaceId, doing.accountId)],
          ['closing', stillOpen(spaces, next)],
          [
            'gone',
            {
              Put: {
                TableName: spaces,
                Item: invitationItem(next),
                ConditionExpression: 'sendings = :before',
                ExpressionAttributeValues: { ':before': next.sendings - 1 },
              },
            },
          ],
          [
            'gone',
            hold(next, {
              ConditionExpression: 'invitationId = :id AND attribute_exists(#until)',
              ExpressionAttributeValues: { ':id': next.id },
            }),
          ],
          ['too-many-mails', countMail(spaces, doing.accountId, doing.at)],
          always(told('member.reminded', next, doing)),
        ],
        { trail: doing.trail, about: about(next), events: [invited(next)] },
      ),
    withdraw: (invitation, doing) =>
      attempt(
        commit,
        [
          ['no-member', memberStill(memberships, invitation.spaceId, doing.accountId)],
          ...gone(invitation),
          always(told('member.invitation-withdrawn', invitation, doing)),
        ],
        { trail: doing.trail, about: about(invitation) },
      ),
    decline: (invitation, at, trail) => {
      const { spaceId, email } = invitation;
      const action = { spaceId, kind: 'member.declined' as const, by: { invited: maskedAddress(email) }, at };
      return attempt(commit, [...gone(invitation), always(writeOfAction(actions, action))], { trail, about: about(invitation) });
    },
    accept: (invitation, { accountId, name, at, trail }) => {
      const { spaceId, invitedBy } = invitation;
      return attempt(
        commit,
        [
          ...gone(invitation),
          ['no-member', memberStill(memberships, spaceId, invitedBy)],
          ['refused', oneMore(spaces, spaceId)],
          ...stepsToJoin(tables, { spaceId, accountId, name, at }),
          always(writeOfAction(actions, { spaceId, kind: 'member.joined', by: { accountId }, at })),
        ],
        { trail, about: about(invitation) },
      );
    },
    async drop(invitation) {
      await attempt(commit, gone(invitation), {});
    },
  };
};
