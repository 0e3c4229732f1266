import { createPrivateKey, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LookAlike } from '../../local/look-alikes/look-alike.ts';
import { lookAlikeMount } from '../../local/look-alikes/mount.ts';
import type { CookieBrowser, Opened } from './cookie-browser.ts';

export const CLIENT_SECRET = 'a secret that only the two of them know, of more than 32 characters';

/** A look-alike on this machine, alone, at an address of its own. `jwks` is what our site would publish. */
export const startLookAlike = async (lookAlike: LookAlike, jwks: () => object = () => ({ keys: [] })) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'look-alike-'));
  let handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void> = () => {};
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const mount = lookAlikeMount(lookAlike, { address, dataDir, clientSecret: async () => CLIENT_SECRET, report: console.error });
  handle = (request, response) => {
    if (request.url?.startsWith(`${lookAlike.prefix}/`)) return mount.handle(request, response);
    if (request.url === lookAlike.client.encryptionKeys) {
      response.writeHead(200, { 'content-type': 'application/jwk-set+json' }).end(JSON.stringify(jwks()));
      return;
    }
    response.writeHead(404).end();
  };
  return {
    address,
    issuer: `${address}${lookAlike.prefix}/api/v2`,
    /** The very key that it signs with, once it has begun to answer: for what it would never say. */
    signingKey: (): KeyObject => createPrivateKey(readFileSync(join(dataDir, `${lookAlike.prefix.slice(1)}-key.pem`))),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

/** Goes to an authorization address and chooses somebody there; gives the answer that sends the browser back to us. */
export const chooseThere = async (
  browser: CookieBrowser,
  authorization: string | URL,
  choice: { person?: string; way: string },
): Promise<Opened> => {
  const back = `${new URL(authorization).origin}/api/`;
  const page = await browser.follow(authorization, back);
  if (page.location) return page;
  if (page.status !== 200) return page;
  const { location } = await browser.open(page.address, { form: { ...choice } });
  if (!location) throw new Error('the choice led nowhere');
  return location.href.startsWith(back) ? browser.open(location) : browser.follow(location, back);
};
