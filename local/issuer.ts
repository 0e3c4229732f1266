import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../schemas/account.ts';
import { ACCESS_TOKEN_TYPE, API_SCOPE } from '../schemas/token.ts';
import type { Assembly } from './assembly.ts';
import type { Mount } from './emulator.ts';
import { issuerPage } from './issuer/issuer-page.ts';
import { type KnownPerson, peopleFile } from './issuer/people.ts';
import { writeNotFound, writePage } from './page.ts';

/** What a token says; all but the first two are right when left out, and there to be made wrong by tests. */
export interface Claims {
  accountId: string;
  role: Role;
  /** Seconds; negative for a token that has expired. */
  expiresIn?: number;
  audience?: string;
  /** The `typ` header. */
  type?: string;
  scope?: string;
  issuer?: string;
  /** How many seconds ago the person proved who they are. */
  authenticatedFor?: number;
}

/** Signs access tokens for anybody, in place of a sign-in. It only ever runs beside the local system, and no bundle can reach it. */
export interface Issuer {
  /** The `iss` of its tokens. */
  address: string;
  jwksAddress: string;
  mint(claims: Claims): string;
  /** Shows a person on the issuer's page, with a token to copy. */
  introduce(person: KnownPerson): void;
  /** Those who were introduced, in this run or an earlier one. */
  people(): KnownPerson[];
  mount: Mount;
}

export interface IssuerOptions {
  /** Address of the whole local system. */
  address: string;
  audience: string;
  dataDir: string;
}

/** The one audience that the API's authorizer takes. */
export const audienceOf = (assembly: Assembly): string => {
  const audiences = assembly.resources('AWS::ApiGatewayV2::Authorizer').flatMap(({ props }) => {
    const { Audience = [] } = (props['JwtConfiguration'] ?? {}) as { Audience?: string[] };
    return Audience;
  });
  if (!audiences[0]) throw new Error('the assembly has no authorizer that takes access tokens');
  return audiences[0];
};

const LIFE_SECONDS = 300;
const COPIED_TOKEN_SECONDS = 12 * 3600;

/** One key for all the runs of a data folder, so that a token outlives a restart. RSA, since API Gateway verifies nothing else. */
const signingKey = (dataDir: string): KeyObject => {
  const file = join(dataDir, 'issuer-key.pem');
  if (existsSync(file)) return createPrivateKey(readFileSync(file));
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return privateKey;
};

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

export const openIssuer = ({ address: system, audience, dataDir }: IssuerOptions): Issuer => {
  const address = `${system}/issuer`;
  const jwksAddress = `${address}/jwks`;
  const key = signingKey(dataDir);
  const publicKey = { ...createPublicKey(key).export({ format: 'jwk' }), kid: 'local', use: 'sig', alg: 'RS256' };
  const people = peopleFile(dataDir);

  const mint: Issuer['mint'] = ({
    accountId,
    role,
    expiresIn = LIFE_SECONDS,
    type = ACCESS_TOKEN_TYPE,
    authenticatedFor = 0,
    ...claims
  }) => {
    const now = Math.floor(Date.now() / 1000);
    const payload = {
      iss: claims.issuer ?? address,
      aud: claims.audience ?? audience,
      sub: accountId,
      client_id: 'local',
      scope: claims.scope ?? API_SCOPE,
      role,
      auth_time: now - authenticatedFor,
      iat: Math.min(now, now + expiresIn),
      exp: now + expiresIn,
      jti: randomUUID(),
    };
    const signed = `${encode({ alg: 'RS256', typ: type, kid: publicKey.kid })}.${encode(payload)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
  };

  const documents: Record<string, () => object> = {
    '/issuer/jwks': () => ({ keys: [publicKey] }),
    '/issuer/.well-known/openid-configuration': () => ({
      issuer: address,
      jwks_uri: jwksAddress,
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
    }),
  };

  return {
    address,
    jwksAddress,
    mint,
    introduce: (person) => people.add(person),
    people: people.all,
    mount: {
      prefix: '/issuer',
      handle(request, response) {
        const { pathname } = new URL(request.url ?? '/', address);
        const document = documents[pathname];
        if (document) {
          response
            .writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
            .end(JSON.stringify(document()));
          return;
        }
        if (pathname !== '/issuer' && pathname !== '/issuer/') return writeNotFound(response);
        const known = people.all().map((person) => ({ ...person, token: mint({ ...person, expiresIn: COPIED_TOKEN_SECONDS }) }));
        writePage(response, { title: 'Comptes et jetons', main: issuerPage(known, COPIED_TOKEN_SECONDS / 3600) });
      },
    },
  };
};
