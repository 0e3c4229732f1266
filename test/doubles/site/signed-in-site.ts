import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { contentSecurityPolicy } from '../../../lib/constructs/security-headers.ts';
import { buildSite } from '../../../lib/site.ts';
import { type Answer, readAll, serve } from '../../../local/emulators/web-service.ts';
import { type Answers, answerAsApi } from './api.ts';
import { siteIssuer } from './issuer.ts';

const types: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript' };

/** The site as it is deployed, with its headers, an issuer and an API that answers as a test says. */
export const startSite = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-site-'));
  await buildSite(folder);
  const pages = new Map<string, string>();
  const site = { url: '' };
  const issuer = siteIssuer(() => `${site.url}/api/identity`);
  const state = { answers: {} as Answers, asked: [] as string[], stored: [] as string[], storageStatus: 204 };

  const file = (pathname: string): Answer => {
    try {
      const body = pages.get(pathname) ?? readFileSync(join(folder, normalize(pathname)));
      return { status: 200, headers: { 'content-type': types[extname(pathname)] ?? types['.html'] ?? '' }, body };
    } catch {
      return { status: 404, headers: { 'content-type': types['.html'] ?? '' }, body: readFileSync(join(folder, '404.html')) };
    }
  };

  /** Where files go: what a test says becomes of them. */
  const storage = (form: string): Answer => {
    state.stored.push(form);
    return { status: state.storageStatus };
  };

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const address = new URL(request.url ?? '/', site.url);
    const { method = 'GET' } = request;
    const sent = await readAll(request);
    if (address.pathname === '/storage') return storage(sent.toString('latin1'));
    const body = sent.toString();
    if (!address.pathname.startsWith('/api/')) return file(address.pathname);
    if (address.pathname.startsWith('/api/identity/')) return issuer.answer({ method, address, body: new URLSearchParams(body) });
    state.asked.push(`${method} ${address.pathname}`);
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    return answerAsApi(state.answers, { method, address, body, signedIn: issuer.isGood(token) });
  };

  const server = await serve('signed-in site', async (request) => {
    const { headers, ...rest } = await answer(request);
    return { ...rest, headers: { 'content-security-policy': contentSecurityPolicy([site.url]), ...headers } };
  });
  site.url = server.url;
  return {
    url: server.url,
    pages,
    issuer,
    /** What the API answers from now on; what it was asked begins anew. */
    answers(answers: Answers) {
      state.answers = answers;
      state.asked = [];
      state.stored = [];
      state.storageStatus = 204;
    },
    asked: () => state.asked,
    /** What browsers sent to storage, and how it answers from now on. */
    stored: () => state.stored,
    storageAnswers(status: number) {
      state.storageStatus = status;
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
