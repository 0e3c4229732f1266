import { constants, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, privateEncrypt } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { p256 } from '@noble/curves/nist.js';
import type { Emulator } from '../emulator.ts';
import { type EmulatorOptions, ofType, type TemplateResource } from './resource.ts';
import { type Answer, json, readAll, serve } from './web-service.ts';

/** What stands before a SHA-256 digest in an RSA signature (RFC 8017). */
const SHA256_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const DIGEST_BYTES = 32;

interface Kind {
  make: () => KeyObject;
  algorithm: string;
  /** Of a digest: what is signed is never seen here. */
  sign: (key: KeyObject, digest: Buffer) => Uint8Array;
}

const kinds: Record<string, Kind> = {
  RSA_2048: {
    make: () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
    algorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
    sign: (key, digest) => privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.concat([SHA256_INFO, digest])),
  },
  ECC_NIST_P256: {
    make: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
    algorithm: 'ECDSA_SHA_256',
    sign: (key, digest) =>
      p256.sign(digest, Buffer.from(String(key.export({ format: 'jwk' }).d), 'base64url'), { prehash: false, format: 'der' }),
  },
};

const kindOf = ({ name, properties }: TemplateResource): Kind => {
  const kind = kinds[String(properties['KeySpec'])];
  if (!kind) throw new Error(`the local key service has no keys like ${name}: ${String(properties['KeySpec'])}`);
  return kind;
};

const readKept = async (file: string): Promise<Record<string, string>> => {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
};

const JSON_TYPE = 'application/x-amz-json-1.1';
const refuse = (code: string, message: string): Answer => json(400, { __type: code, message }, JSON_TYPE);

interface Asked {
  KeyId?: string;
  Message?: string;
  MessageType?: string;
  SigningAlgorithm?: string;
}

const signed = ({ Message = '', MessageType, SigningAlgorithm, KeyId }: Asked, kind: Kind, key: KeyObject): Answer => {
  const digest = Buffer.from(Message, 'base64');
  if (SigningAlgorithm !== kind.algorithm) return refuse('InvalidKeyUsageException', `The key does not sign by ${SigningAlgorithm}.`);
  if (MessageType !== 'DIGEST' || digest.length !== DIGEST_BYTES)
    return refuse('ValidationException', 'Digest is invalid length for algorithm.');
  const Signature = Buffer.from(kind.sign(key, digest)).toString('base64');
  return json(200, { KeyId, SigningAlgorithm, Signature }, JSON_TYPE);
};

/** The key service with the signing keys of the template: made at the first start, the same ever after, never told to anybody. */
export const startKms = async ({ resources, dataDir }: EmulatorOptions): Promise<Emulator> => {
  const file = join(dataDir, 'signing-keys.json');
  const kept = await readKept(file);
  const declared = ofType(resources, 'AWS::KMS::Key').filter(({ properties }) => properties['KeyUsage'] === 'SIGN_VERIFY');
  const keys = new Map(
    declared.map((resource) => {
      const text = kept[resource.name];
      const kind = kindOf(resource);
      return [resource.name, { kind, key: text === undefined ? kind.make() : createPrivateKey(text) }] as const;
    }),
  );
  const texts = [...keys].map(([name, { key }]) => [name, key.export({ type: 'pkcs8', format: 'pem' }).toString()]);
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, JSON.stringify({ ...kept, ...Object.fromEntries(texts) }), { mode: 0o600 });

  return serve('key service', async (request) => {
    const operation = String(request.headers['x-amz-target']).replace('TrentService.', '');
    const asked = JSON.parse((await readAll(request)).toString('utf8') || '{}') as Asked;
    const found = keys.get(asked.KeyId?.split('/').at(-1) ?? '');
    if (!found) return refuse('NotFoundException', `Key '${asked.KeyId}' does not exist`);
    if (operation === 'Sign') return signed(asked, found.kind, found.key);
    if (operation !== 'GetPublicKey') return refuse('UnsupportedOperationException', `The local key service does not support ${operation}`);
    const PublicKey = createPublicKey(found.key).export({ type: 'spki', format: 'der' }).toString('base64');
    return json(200, { KeyId: asked.KeyId, KeyUsage: 'SIGN_VERIFY', PublicKey, SigningAlgorithms: [found.kind.algorithm] }, JSON_TYPE);
  });
};
