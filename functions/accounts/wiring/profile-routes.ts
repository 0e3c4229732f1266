import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../../../schemas/environment.ts';
import type { profile } from '../../../schemas/routes/profile.ts';
import { systemClock } from '../../shared/clock.ts';
import type { UseCases } from '../../shared/router.ts';
import type { Commit } from '../../shared/store/commit.ts';
import { readProfile, readProfileBlock } from '../read-profile.ts';
import { saveProfileBlock } from '../save-profile-block.ts';
import { profileStore } from '../store/profiles.ts';

/** The use cases of `schemas/routes/profile.ts`. */
export const profileUseCases = (
  client: DynamoDBDocumentClient,
  commit: Commit,
  environment: Environment<'accounts-api'>,
): UseCases<typeof profile> => {
  const tables = { profiles: environment.PROFILES_TABLE, history: environment.HISTORY_TABLE, accounts: environment.ACCOUNTS_TABLE };
  const profiles = { store: profileStore(client, tables, commit), clock: systemClock };
  return {
    readProfile: readProfile(profiles),
    readIdentity: readProfileBlock('identity', profiles),
    readAddress: readProfileBlock('address', profiles),
    readContact: readProfileBlock('contact', profiles),
    readFamily: readProfileBlock('family', profiles),
    saveIdentity: saveProfileBlock('identity', profiles),
    saveAddress: saveProfileBlock('address', profiles),
    saveContact: saveProfileBlock('contact', profiles),
    saveFamily: saveProfileBlock('family', profiles),
  };
};
