import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { NewPasskey, UsedPasskey } from '../../schemas/factor.ts';

type Cbor = number | string | Buffer | Map<number | string, Cbor>;

const head = (major: number, length: number): Buffer => {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  return length < 256 ? Buffer.from([(major << 5) | 24, length]) : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
};

const cbor = (value: Cbor): Buffer => {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key), cbor(one)])]);
};

const b64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const ATTESTED = 0x40;

export interface Asked {
  /** As the options of the ceremony say it. */
  challenge?: unknown;
  /** Where the browser is. */
  origin: string;
  /** The domain that the passkey is of; the host of the origin. */
  rpId?: string;
  userVerified?: boolean;
  /** What the authenticator says of how often it was used. */
  counter?: number;
}

/** A device that makes one passkey and signs with it (P-256), as a browser passes its answers on; it can be told to lie. */
export const authenticator = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const coordinate = (text: string) => Buffer.from(text, 'base64url');
  const cose = cbor(
    new Map<number, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, coordinate(x)],
      [-3, coordinate(y)],
    ]),
  );
  const authData = (
    { origin, rpId = new URL(origin).hostname, userVerified = true, counter = 0 }: Asked,
    flags: number,
    rest = Buffer.alloc(0),
  ) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags | USER_PRESENT | (userVerified ? USER_VERIFIED : 0)]), count, rest]);
  };
  const clientData = (type: string, { challenge, origin }: Asked) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const answer = { id: b64(credentialId), rawId: b64(credentialId), type: 'public-key', clientExtensionResults: {} } as const;
  return {
    create(asked: Asked): NewPasskey {
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, credentialId.length]), credentialId, cose]);
      const statement = new Map<string, Cbor>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData(asked, ATTESTED, attested)],
      ]);
      return {
        ...answer,
        response: {
          clientDataJSON: b64(clientData('webauthn.create', asked)),
          attestationObject: b64(cbor(statement)),
          transports: ['internal'],
        },
      };
    },
    get(asked: Asked, userHandle?: string): UsedPasskey {
      const data = authData(asked, 0);
      const client = clientData('webauthn.get', asked);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      return {
        ...answer,
        response: {
          clientDataJSON: b64(client),
          authenticatorData: b64(data),
          signature: b64(signature),
          ...(userHandle && { userHandle }),
        },
      };
    },
  };
};
