import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { withoutCallLog } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { keyringReader } from '../../shared/store/keyring.ts';
import { type InvitationLinks, invitationKeyring, invitationLinks } from '../invitation-link.ts';

/** Links of invitations, by keys of their own from the secret of leave links. */
export const wireLinks = (secretId: string): InvitationLinks =>
  invitationLinks(keyringReader({ client: withoutCallLog(new SecretsManagerClient({})), secretId, keyring: invitationKeyring, clock }));
