import { S3Client } from '@aws-sdk/client-s3';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { holdingsConsumer } from '../../shared/holdings.ts';
import { exportParts } from '../../shared/store/export-parts.ts';
import { spaceHoldings } from '../holdings.ts';
import { closings } from '../store/closings.ts';
import { feedOf } from '../store/feed.ts';
import { forgetting } from '../store/forgetting.ts';
import { memberChanges } from '../store/member-changes.ts';
import { memberReader } from '../store/members.ts';
import { spaceStore } from '../store/spaces.ts';

export const wireHoldings = () => {
  const environment = readEnvironment('spaces-holdings');
  const client = dynamo();
  const commit = commitTo(client, environment);
  const tables = { spaces: environment.SPACES_TABLE, memberships: environment.MEMBERSHIPS_TABLE, actions: environment.ACTIONS_TABLE };
  return holdingsConsumer('spaces', {
    holdings: spaceHoldings({
      store: spaceStore(client, tables, commit),
      members: memberReader(client, tables),
      feed: feedOf(client, tables.actions),
      changes: memberChanges(tables, commit),
      closings: closings(client, tables, commit),
      forget: forgetting(client, tables),
      clock,
    }),
    parts: exportParts(new S3Client({}), environment.EXPORTS_BUCKET),
    commit,
  });
};
