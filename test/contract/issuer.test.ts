import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tokenVerifier } from '../../functions/shared/token.ts';
import { type Claims, type Issuer, openIssuer } from '../../local/issuer.ts';

let dataDir: string;
let server: Server;
let address: string;
let issuer: Issuer;
const person = { accountId: randomUUID(), role: 'citizen' as const };

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parvis-issuer-'));
  server = createServer((request, response) => void issuer.mount.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  issuer = openIssuer({ address, audience: 'parvis-api', dataDir });
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(dataDir, { recursive: true });
});

const verify = (token: string) => tokenVerifier({ issuer: issuer.address, audience: 'parvis-api', jwksAddress: issuer.jwksAddress })(token);

describe('the test issuer', () => {
  it('signs tokens that the API takes, before and after a restart', async () => {
    const token = issuer.mint(person);
    expect(await verify(token)).toMatchObject(person);
    issuer = openIssuer({ address, audience: 'parvis-api', dataDir });
    expect(await verify(token)).toMatchObject(person);
  });

  it.each<[string, Partial<Claims>]>([
    ['expired', { expiresIn: -10 }],
    ['for another audience', { audience: 'elsewhere' }],
    ['an id token', { type: 'JWT' }],
    ['without the scope', { scope: 'openid' }],
    ['of another issuer', { issuer: 'https://elsewhere.example' }],
  ])('can sign one that is %s, which the API refuses', async (_, wrong) => {
    expect(await verify(issuer.mint({ ...person, ...wrong }))).toBeUndefined();
  });

  it('of another data folder is somebody else', async () => {
    const stranger = openIssuer({ address, audience: 'parvis-api', dataDir: join(dataDir, 'other') });
    expect(await verify(stranger.mint(person))).toBeUndefined();
  });

  it('describes itself, and shows whom one may act as', async () => {
    const described = await (await fetch(`${address}/issuer/.well-known/openid-configuration`)).json();
    expect(described).toMatchObject({ issuer: issuer.address, jwks_uri: issuer.jwksAddress });
    const page = async () => (await fetch(`${address}/issuer`)).text();
    expect(await page()).toContain('Aucun compte');
    issuer.introduce({ ...person, name: 'Camille <Martin>', email: 'camille@exemple.fr' });
    const text = await page();
    expect(text).toContain('Camille &lt;Martin&gt;');
    expect(await verify(/>(ey[\w.-]+)</.exec(text)?.[1] ?? '')).toMatchObject(person);
  });
});
