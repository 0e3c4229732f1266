import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import { signingKeys } from '../../functions/identity/store/signing-key.ts';
import { startKms } from '../../local/emulators/kms.ts';

/** Which generations of keys are published, the one that signs first. */
export type Generations = readonly number[];

const keyOf = (KeySpec: string) => (generation: number) => ({
  type: 'AWS::KMS::Key',
  name: `${KeySpec}-${generation}`,
  properties: { KeyUsage: 'SIGN_VERIFY', KeySpec },
});

/** A key service with two generations of signing keys. */
export const startSigningGenerations = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'parvis-keys-'));
  const resources = [1, 2].flatMap((generation) => [keyOf('RSA_2048')(generation), keyOf('ECC_NIST_P256')(generation)]);
  const emulator = await startKms({ resources, dataDir });
  const kms = new KMSClient({ endpoint: emulator.url, region: 'eu-west-3', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  return {
    published: (generations: Generations) =>
      signingKeys(
        kms,
        ['RSA_2048', 'ECC_NIST_P256'].flatMap((spec) => generations.map((generation) => keyOf(spec)(generation).name)),
      ),
    async stop() {
      kms.destroy();
      await emulator.stop();
      await rm(dataDir, { recursive: true });
    },
  };
};
