import { S3Client } from '@aws-sdk/client-s3';
import { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { holdingsConsumer } from '../../shared/holdings.ts';
import { exportParts } from '../../shared/store/export-parts.ts';
import { spaceHoldings } from '../holdings.ts';
import { departures } from '../store/departures.ts';
import { feedOf } from '../store/feed.ts';
import { forgetting } from '../store/forgetting.ts';
import { memberReader } from '../store/members.ts';
import { spaceReader } from '../store/space-reader.ts';

export const wireHoldings = () => {
  const environment = readEnvironment('spaces-holdings');
  const client = dynamo();
  const commit = commitTo(client, environment);
  const tables = { spaces: environment.SPACES_TABLE, memberships: environment.MEMBERSHIPS_TABLE, actions: environment.ACTIONS_TABLE };
  return holdingsConsumer('spaces', {
    holdings: spaceHoldings({
      store: spaceReader(client, tables.spaces),
      members: memberReader(client, tables),
      feed: feedOf(client, tables.actions),
      departures: departures(tables, commit),
      forget: forgetting(client, tables),
      clock,
    }),
    parts: exportParts(new S3Client({}), environment.EXPORTS_BUCKET),
    commit,
  });
};
