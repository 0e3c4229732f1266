import { S3Client } from '@aws-sdk/client-s3';
import { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { holdingsConsumer } from '../../shared/holdings.ts';
import { exportParts } from '../../shared/store/export-parts.ts';
import { identityHoldings } from '../holdings.ts';
import { consentStore } from '../store/consents.ts';
import { passwordReader } from '../store/credentials.ts';
import { factorStore } from '../store/factors.ts';
import { linkStore } from '../store/federation/link-table.ts';
import { forgetting } from '../store/forgetting.ts';
import { linksOfAccount } from '../store/links.ts';
import { ownInvitation } from '../store/own-invitation.ts';
import { sessionStore } from '../store/sessions.ts';

export const wireHoldings = () => {
  const environment = readEnvironment('identity-holdings');
  const client = dynamo();
  const commit = commitTo(client, environment);
  const tables = {
    accounts: environment.ACCOUNTS_TABLE,
    oidc: environment.OIDC_TABLE,
    links: environment.LINKS_TABLE,
    pendings: environment.PENDINGS_TABLE,
    credentials: environment.CREDENTIALS_TABLE,
    factors: environment.FACTORS_TABLE,
    identities: environment.IDENTITIES_TABLE,
    consents: environment.CONSENTS_TABLE,
    staff: environment.STAFF_TABLE,
    history: environment.HISTORY_TABLE,
  };
  return holdingsConsumer('identity', {
    holdings: identityHoldings({
      passwordOf: passwordReader(client, tables.credentials),
      factorsOf: factorStore(client, tables, commit).find,
      linksOf: linkStore(client, tables, commit).list,
      linksInMailsOf: linksOfAccount(client, tables.links),
      consentsOf: consentStore(client, tables, commit).of,
      sessionsOf: sessionStore({ client, tables, commit, clock }).of,
      invitationOf: ownInvitation(client, tables, clock),
      forget: forgetting(client, tables),
    }),
    parts: exportParts(new S3Client({}), environment.EXPORTS_BUCKET),
    commit,
  });
};
