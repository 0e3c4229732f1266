import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand, type SigningAlgorithmSpec } from '@aws-sdk/client-kms';
import { ExternalSigningKey } from 'oidc-provider';
import { joseOfDer } from '../rules/der-signature.ts';

/** Access tokens are signed RS256, since the gateway verifies nothing else; what people and partners get, ES256. */
const specs: Record<string, { alg: string; spec: SigningAlgorithmSpec }> = {
  rsa: { alg: 'RS256', spec: 'RSASSA_PKCS1_V1_5_SHA_256' },
  ec: { alg: 'ES256', spec: 'ECDSA_SHA_256' },
};

/** The name that a key has by what it is (RFC 7638): the same everywhere, and nobody has to keep it. */
const thumbprint = (key: KeyObject): string => {
  const { kty, crv, x, y, e, n } = key.export({ format: 'jwk' });
  return createHash('sha256')
    .update(JSON.stringify(kty === 'RSA' ? { e, kty, n } : { crv, kty, x, y }))
    .digest('base64url');
};

/** A key that never leaves the key service: only what is to be signed goes there, as a digest. */
class KmsSigningKey extends ExternalSigningKey {
  readonly #kms: KMSClient;
  readonly #id: string;
  readonly #key: KeyObject;
  readonly #spec: SigningAlgorithmSpec;

  constructor(kms: KMSClient, id: string, key: KeyObject) {
    super();
    const found = specs[key.asymmetricKeyType ?? ''];
    if (!found) throw new Error(`a key of type ${key.asymmetricKeyType} signs no token`);
    this.#kms = kms;
    this.#id = id;
    this.#key = key;
    this.#spec = found.spec;
    Object.assign(this, { kid: thumbprint(key), alg: found.alg });
  }

  override keyObject(): KeyObject {
    return this.#key;
  }

  override async sign(data: Uint8Array): Promise<Uint8Array> {
    const { Signature } = await this.#kms.send(
      new SignCommand({
        KeyId: this.#id,
        Message: createHash('sha256').update(data).digest(),
        MessageType: 'DIGEST',
        SigningAlgorithm: this.#spec,
      }),
    );
    if (!Signature) throw new Error('the key service gave no signature');
    return this.#spec === 'ECDSA_SHA_256' ? joseOfDer(Signature) : Signature;
  }
}

/** Every key that is published, in this order: of those of one kind the first signs, the others only verify what was signed before or will be next. */
export const signingKeys = (kms: KMSClient, ids: readonly string[]): Promise<ExternalSigningKey[]> =>
  Promise.all(
    ids.map(async (id) => {
      const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: id }));
      if (!PublicKey) throw new Error('the key service gave no public key');
      return new KmsSigningKey(kms, id, createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' }));
    }),
  );
