import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetPublicKeyCommand, KMSClient, SignCommand, type SigningAlgorithmSpec } from '@aws-sdk/client-kms';
import { importJWK, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signingKeys } from '../../functions/identity/store/signing-key.ts';
import type { Emulator } from '../../local/emulator.ts';
import { startKms } from '../../local/emulators/kms.ts';

const key = (name: string, KeySpec: string) => ({ type: 'AWS::KMS::Key', name, properties: { KeyUsage: 'SIGN_VERIFY', KeySpec } });
const resources = [key('rsa', 'RSA_2048'), key('ec', 'ECC_NIST_P256'), { type: 'AWS::KMS::Key', name: 'house', properties: {} }];
const arn = (name: string) => `arn:aws:kms:eu-west-3:000000000000:key/${name}`;
const digest = createHash('sha256').update('Bonjour').digest();

let dataDir: string;
let emulator: Emulator;
let kms: KMSClient;
const start = async (declared = resources) => {
  emulator = await startKms({ resources: declared, dataDir });
  kms = new KMSClient({ endpoint: emulator.url, region: 'eu-west-3', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
};
const stop = async () => {
  kms.destroy();
  await emulator.stop();
};
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parvis-kms-'));
  await start();
});
afterEach(async () => {
  await stop();
  await rm(dataDir, { recursive: true });
});

const publicKey = async (name: string) => {
  const { PublicKey = new Uint8Array() } = await kms.send(new GetPublicKeyCommand({ KeyId: arn(name) }));
  return createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
};
const signed = async (name: string, SigningAlgorithm: SigningAlgorithmSpec, Message: Uint8Array = digest) =>
  (await kms.send(new SignCommand({ KeyId: arn(name), Message, MessageType: 'DIGEST', SigningAlgorithm }))).Signature ?? new Uint8Array();

describe('the local key service', () => {
  it.each<[string, SigningAlgorithmSpec]>([
    ['rsa', 'RSASSA_PKCS1_V1_5_SHA_256'],
    ['ec', 'ECDSA_SHA_256'],
  ])('signs a digest with the key %s as its public half verifies', async (name, algorithm) => {
    const signature = await signed(name, algorithm);
    expect(verify('sha256', Buffer.from('Bonjour'), await publicKey(name), signature)).toBe(true);
    expect(verify('sha256', Buffer.from('Bonsoir'), await publicKey(name), signature)).toBe(false);
  });

  it('keeps its keys over a restart', async () => {
    const before = await publicKey('ec');
    await stop();
    await start();
    expect((await publicKey('ec')).equals(before)).toBe(true);
  });

  it('makes the keys of a next generation beside them, which stay as they are', async () => {
    const before = await Promise.all(['rsa', 'ec'].map(publicKey));
    await stop();
    await start([...resources, key('rsa-2', 'RSA_2048'), key('ec-2', 'ECC_NIST_P256')]);
    const after = await Promise.all(['rsa', 'ec', 'rsa-2', 'ec-2'].map(publicKey));
    expect(after.slice(0, 2).map((one, nth) => before[nth]?.equals(one))).toEqual([true, true]);
    expect(after.slice(2).map((one, nth) => before[nth]?.equals(one))).toEqual([false, false]);
  });

  it('refuses what AWS refuses', async () => {
    await expect(signed('rsa', 'ECDSA_SHA_256')).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
    await expect(signed('ec', 'ECDSA_SHA_256', Buffer.from('no digest'))).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(signed('unknown', 'ECDSA_SHA_256')).rejects.toMatchObject({ name: 'NotFoundException' });
    await expect(signed('house', 'ECDSA_SHA_256')).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});

describe('keys that sign tokens', () => {
  it('sign as JOSE reads, under a name that follows from the key alone', async () => {
    const keys = await signingKeys(kms, [arn('rsa'), arn('ec')]);
    expect(keys.map(({ alg }) => alg)).toEqual(['RS256', 'ES256']);
    expect((await signingKeys(kms, [arn('rsa')]))[0]?.kid).toBe(keys[0]?.kid);
    for (const one of keys) {
      const head = Buffer.from(JSON.stringify({ alg: one.alg, kid: one.kid })).toString('base64url');
      const text = `${head}.${Buffer.from(JSON.stringify({ sub: 'camille' })).toString('base64url')}`;
      const signature = Buffer.from(await one.sign(Buffer.from(text))).toString('base64url');
      const jwk = (await one.keyObject()).export({ format: 'jwk' });
      const { payload } = await jwtVerify(`${text}.${signature}`, await importJWK(jwk, one.alg));
      expect(payload.sub).toBe('camille');
    }
  });
});
