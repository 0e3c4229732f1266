import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Algorithm = 'ES256' | 'RS256';

interface SigningKey {
  kid: string;
  alg: Algorithm;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

const newKey = (alg: Algorithm): SigningKey => {
  const pair = alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid: randomUUID(), alg, ...pair };
};

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export interface Minted {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
}

/** An issuer on the loopback that signs whatever it is told, right or wrong; `fetched` counts how often its keys were asked for. */
export const startIssuer = async (alg: Algorithm = 'ES256') => {
  let keys = [newKey(alg)];
  let fetched = 0;
  const server = createServer((_request, response) => {
    fetched++;
    const jwks = keys.map(({ kid, alg: keyAlg, publicKey }) => ({ ...publicKey.export({ format: 'jwk' }), kid, alg: keyAlg, use: 'sig' }));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: jwks }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signed = (key: SigningKey, { claims = {}, header = {} }: Minted): string => {
    const now = Math.floor(Date.now() / 1000);
    const usual = { iss: issuer, aud: 'parvis-api', scope: 'parvis', sub: randomUUID(), role: 'citizen', iat: now, exp: now + 300 };
    const text = `${part({ alg: key.alg, typ: 'at+jwt', kid: key.kid, ...header })}.${part({ ...usual, ...claims })}`;
    const signature = sign('sha256', Buffer.from(text), { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  };
  const current = (): SigningKey => {
    const [key] = keys;
    if (!key) throw new Error('the issuer has no key');
    return key;
  };
  return {
    issuer,
    jwksAddress: `${issuer}/jwks`,
    fetched: () => fetched,
    mint: (minted: Minted = {}) => signed(current(), minted),
    /** Signed by a key that the issuer does not publish, under the name of one that it does. */
    forge: (minted: Minted = {}) => signed({ ...newKey(alg), kid: current().kid }, minted),
    /** Signed by nobody. */
    unsigned: (minted: Minted = {}) =>
      `${signed(current(), { ...minted, header: { ...minted.header, alg: 'none' } })
        .split('.')
        .slice(0, 2)
        .join('.')}.`,
    rotate: () => {
      keys = [newKey(alg)];
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};
