import { createECDH, webcrypto } from 'node:crypto';
import type { DecryptionKey } from 'openid-client';
import { type Keyring, keyringOf } from '../../shared/keyring.ts';

/** Names what the keys may do: a key derived from the same secret for another purpose opens nothing here. */
const PURPOSE = 'parvis encrypted identity 1';
const CURVE = 'prime256v1';
const COORDINATE_BYTES = 32;

/** The keys that open what FranceConnect encrypts for us, made from the text of the secret: there is no other key to keep, back up or lose. */
export const decryptionKeyring = (secret: string): Keyring => keyringOf(secret, PURPOSE);

const jwksOf = ({ keys }: Keyring) =>
  [...keys].map(([kid, key]) => {
    const curve = createECDH(CURVE);
    curve.setPrivateKey(key.export());
    const point = curve.getPublicKey();
    const coordinate = (at: number) => point.subarray(1 + at * COORDINATE_BYTES, 1 + (at + 1) * COORDINATE_BYTES).toString('base64url');
    const publicPart = { kty: 'EC', crv: 'P-256', x: coordinate(0), y: coordinate(1) } as const;
    return { kid, publicPart, privatePart: { ...publicPart, d: key.export().toString('base64url') } };
  });

/** What is published; the newest first, for who takes the first that it knows. */
export const publicKeys = (keyring: Keyring) => ({
  keys: jwksOf(keyring)
    .toSorted((one, other) => Number(other.kid === keyring.newest.id) - Number(one.kid === keyring.newest.id))
    .map(({ kid, publicPart }) => ({ ...publicPart, kid, use: 'enc', alg: 'ECDH-ES' }) as const),
});

/** Every key opens: what was encrypted for the one of before still does. */
export const privateKeys = (keyring: Keyring): Promise<DecryptionKey[]> =>
  Promise.all(
    jwksOf(keyring).map(async ({ kid, privatePart }) => ({
      kid,
      alg: 'ECDH-ES',
      key: (await webcrypto.subtle.importKey('jwk', privatePart, { name: 'ECDH', namedCurve: 'P-256' }, false, [
        'deriveBits',
      ])) as DecryptionKey['key'],
    })),
  );
