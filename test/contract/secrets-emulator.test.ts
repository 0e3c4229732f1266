import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Emulator } from '../../local/emulator.ts';
import { firstValue, startSecrets } from '../../local/emulators/secrets.ts';

const secret = (name: string, properties: Record<string, unknown>) => ({ type: 'AWS::SecretsManager::Secret', name, properties });
const keyring = secret('keys', {
  GenerateSecretString: { SecretStringTemplate: '{"note":"kept"}', GenerateStringKey: 'k1', PasswordLength: 64, ExcludePunctuation: true },
});
const ARN = 'arn:aws:secretsmanager:eu-west-3:000000000000:secret:keys-local0';

let dataDir: string;
let secrets: Emulator;
let client: SecretsManagerClient;
const start = async () => {
  secrets = await startSecrets({ resources: [keyring], dataDir });
  client = new SecretsManagerClient({
    endpoint: secrets.url,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
};
const stop = async () => {
  client.destroy();
  await secrets.stop();
};
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parvis-secrets-'));
  await start();
});
afterEach(async () => {
  await stop();
  await rm(dataDir, { recursive: true });
});

const read = async (SecretId: string) => (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '';

describe('a secret', () => {
  it('is made once as the template says, and read by name or by ARN', async () => {
    const value = await read(ARN);
    expect(JSON.parse(value)).toEqual({ note: 'kept', k1: expect.stringMatching(/^[A-Za-z0-9]{64}$/) });
    expect(await read('keys')).toBe(value);
    await stop();
    await start();
    expect(await read(ARN)).toBe(value);
  });

  it('that no template has is not found', async () => {
    await expect(read('other')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('is made with the characters that are allowed', () => {
    expect(firstValue(secret('a', { SecretString: 'given' }))).toBe('given');
    const digits = {
      PasswordLength: 200,
      ExcludeLowercase: true,
      ExcludeUppercase: true,
      ExcludePunctuation: true,
      ExcludeCharacters: '789',
    };
    expect(firstValue(secret('b', { GenerateSecretString: digits }))).toMatch(/^[0-6]{200}$/);
    expect(() => firstValue(secret('c', {}))).toThrow('no value');
  });
});
