import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { accountReader } from '../../shared/store/accounts.ts';
import { letterPost } from '../../shared/store/letter-post.ts';
import { membershipReader } from '../../shared/store/memberships.ts';
import { onLastMemberGone } from '../on-last-member-gone.ts';
import { onMemberInvited } from '../on-member-invited.ts';
import { onMemberRemoved } from '../on-member-removed.ts';
import { onSpaceClosingChanged } from '../on-space-closing-changed.ts';
import { invitationReader } from '../store/invitations.ts';
import { memberReader } from '../store/members.ts';
import { spaceReader } from '../store/space-reader.ts';
import { wireLinks } from './links.ts';

export const wireLetters = () => {
  const environment = readEnvironment('spaces-letters');
  const client = dynamo();
  const tables = { spaces: environment.SPACES_TABLE, memberships: environment.MEMBERSHIPS_TABLE };
  const store = spaceReader(client, tables.spaces);
  const accounts = accountReader(client, environment.ACCOUNTS_TABLE);
  const post = letterPost(client, environment);
  const removed = onMemberRemoved({ store, accounts, post });
  const gone = onLastMemberGone({ store, accounts, post });
  return eventConsumer(consumers['spaces-letters'], {
    'space.member-invited': onMemberInvited({
      store,
      invitations: invitationReader(client, tables.spaces),
      members: memberReader(client, tables),
      membership: membershipReader(client, tables.memberships),
      links: wireLinks(environment.LEAVE_KEYS_SECRET),
      post,
      clock,
      siteAddress: environment.SITE_ADDRESS,
    }),
    'space.membership-ended': (ended, delivery) => (ended.how === 'closed' ? gone : removed)(ended, delivery),
    'space.closing-changed': onSpaceClosingChanged({ store, accounts, post, siteAddress: environment.SITE_ADDRESS }),
  });
};
