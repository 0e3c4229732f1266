import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { transact } from '../../shared/store/commit.ts';
import { membershipReader } from '../../shared/store/memberships.ts';
import { onMembershipEnded } from '../on-membership-ended.ts';
import { onSpaceClosed } from '../on-space-closed.ts';
import { emptySpace } from '../store/emptying.ts';
import { invitationChanges } from '../store/invitation-changes.ts';
import { invitationReader } from '../store/invitations.ts';
import { spaceReader } from '../store/space-reader.ts';

export const wireCleaner = () => {
  const environment = readEnvironment('spaces-cleaner');
  const client = dynamo();
  const tables = { spaces: environment.SPACES_TABLE, memberships: environment.MEMBERSHIPS_TABLE, actions: environment.ACTIONS_TABLE };
  return eventConsumer(consumers['spaces-cleaner'], {
    'space.membership-ended': onMembershipEnded({
      invitations: invitationReader(client, tables.spaces),
      changes: invitationChanges(tables, ({ writes }) => transact(client, writes)),
      membership: membershipReader(client, tables.memberships),
    }),
    'space.closed': onSpaceClosed({ store: spaceReader(client, tables.spaces), empty: emptySpace(client, tables) }),
  });
};
