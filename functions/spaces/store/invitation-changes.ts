import type { AccountId } from '../../../schemas/account.ts';
import { spaceMemberInvited } from '../../../schemas/events/spaces.ts';
import { MOST_INVITATION_MAILS_A_DAY } from '../../../schemas/space.ts';
import { epochSeconds } from '../../shared/clock.ts';
import type { Trail } from '../../shared/context.ts';
import { type Commit, newEvent, type Write } from '../../shared/store/commit.ts';
import { memberStill } from '../../shared/store/memberships.ts';
import { writeOfAction } from '../../shared/store/space-actions.ts';
import { maskedAddress } from '../rules/masked-address.ts';
import { always, attempt } from './attempt.ts';
import { invitationItem, invitedItem, type KeptInvitation, stepsToTakeAway } from './invitation-items.ts';
import { mailsKey, type SpaceTables, spaceKey } from './space-items.ts';
import type { Doing } from './spaces.ts';

export interface InvitationChanges {
  invite(invitation: KeptInvitation, doing: Doing): Promise<'done' | 'no-member' | 'closing' | 'invited-already' | 'too-many-mails'>;
  /** Sends the same invitation again, which may then be accepted until `next.until`. */
  remind(next: KeptInvitation, doing: Doing): Promise<'done' | 'no-member' | 'closing' | 'gone' | 'too-many-mails'>;
  withdraw(invitation: KeptInvitation, doing: Doing): Promise<'done' | 'no-member' | 'gone'>;
  /** By whoever holds the link. */
  decline(invitation: KeptInvitation, at: Date, trail: Trail): Promise<'done' | 'gone'>;
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

const invited = ({ spaceId, id, sendings }: KeptInvitation) =>
  newEvent(spaceMemberInvited, { spaceId, invitationId: id, sending: sendings });

export const invitationChanges = (tables: SpaceTables, commit: Commit): InvitationChanges => {
  const { spaces, memberships, actions } = tables;
  const told = (kind: Parameters<typeof writeOfAction>[1]['kind'], { spaceId, email }: KeptInvitation, { accountId, at }: Doing) =>
    writeOfAction(actions, { spaceId, kind, by: { accountId }, at, object: { name: maskedAddress(email) } });
  const about = ({ spaceId, id }: KeptInvitation) => ({ spaceId, invitationId: id });
  const gone = (invitation: KeptInvitation) => stepsToTakeAway(spaces, invitation);
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
    async drop(invitation) {
      await attempt(commit, gone(invitation), {});
    },
  };
};
