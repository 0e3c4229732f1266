import type { Assembly } from '../assembly.ts';
import type { Mount } from '../emulator.ts';
import { franceConnect } from './franceconnect.ts';
import type { LookAlike } from './look-alike.ts';
import { lookAlikeMount } from './mount.ts';
import { proConnect } from './proconnect.ts';

export interface LookAlikeHouse {
  /** Address of the whole local system. */
  address: string;
  dataDir: string;
  assembly: Assembly;
  /** Settings of a client that may read every secret. */
  operator: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } };
  report: (message: string) => void;
}

/** Which secret of the templates each of them gave us, by the end of its name there. */
const secrets: Record<string, string> = { '/franceconnect': 'FranceConnect', '/proconnect': 'ProConnect' };

/** What the place is told of them, beside everything else that it decides. */
export const lookAlikeParameters = (address: string): Record<string, string> => ({
  FranceConnectIssuer: `${address}${franceConnect.prefix}/api/v2`,
  FranceConnectClientId: franceConnect.client.id,
  ProConnectIssuer: `${address}${proConnect.prefix}/api/v2`,
  ProConnectClientId: proConnect.client.id,
});

/** Both State services, in the only place where they can be replaced. */
export const lookAlikeMounts = ({ address, dataDir, assembly, operator, report }: LookAlikeHouse): Mount[] => {
  const clientSecret = async ({ prefix }: LookAlike): Promise<string> => {
    const found = assembly.resources('AWS::SecretsManager::Secret').find(({ path }) => path.includes(`/StateSecrets/${secrets[prefix]}`));
    if (!found) throw new Error(`the assembly has no secret of ${prefix}`);
    const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
    const client = new SecretsManagerClient(operator);
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: assembly.physicalId(found.stack, found.id) }));
    return SecretString;
  };
  return [franceConnect, proConnect].map((lookAlike) =>
    lookAlikeMount(lookAlike, { address, dataDir, clientSecret: () => clientSecret(lookAlike), report }),
  );
};
