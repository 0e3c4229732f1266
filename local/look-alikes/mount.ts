import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import type { Mount } from '../emulator.ts';
import { readBody } from '../http/exchange.ts';
import { writeNotFound, writePage } from '../page.ts';
import { choicePage, refusedPage } from './choice-page.ts';
import type { LookAlike, LookAlikeSurroundings, MountedRequest } from './look-alike.ts';
import { brokenRules } from './request-rules.ts';

interface Running {
  provider: Provider;
  /** The path of its issuer. */
  base: string;
  library: ReturnType<Provider['callback']>;
}

const run = async (lookAlike: LookAlike, surroundings: LookAlikeSurroundings): Promise<Running> => {
  const { ISSUER_PATH, lookAlikeProvider } = await import('./provider.ts');
  const provider = await lookAlikeProvider(lookAlike, surroundings);
  return { provider, base: lookAlike.prefix + ISSUER_PATH, library: provider.callback() };
};

const choose = async (lookAlike: LookAlike, { provider }: Running, [request, response]: [IncomingMessage, ServerResponse]) => {
  if (request.method !== 'POST') return writePage(response, { title: lookAlike.name, main: choicePage(lookAlike) });
  const form = new URLSearchParams((await readBody(request))?.toString('utf8'));
  const way = lookAlike.ways.find(({ value }) => value === form.get('way'));
  const person = lookAlike.people.find(({ id }) => id === form.get('person'));
  const result =
    way && person
      ? { login: { accountId: person.id, acr: way.acr, amr: [...way.amr] } }
      : { error: 'access_denied', error_description: 'User auth aborted' };
  const next = await provider.interactionResult(request, response, result, { mergeWithLastSubmission: false });
  response.writeHead(303, { location: new URL(next, provider.issuer).href }).end();
};

/** The secret goes in the body; the library would take it in a header too. */
const refuseBasic = (response: ServerResponse): void => {
  response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ error: 'invalid_client' }));
};

/** Answers under its prefix. What it is made of is loaded when somebody first comes: a start waits for none of it. */
export const lookAlikeMount = (lookAlike: LookAlike, surroundings: LookAlikeSurroundings): Mount => {
  let running: Promise<Running> | undefined;
  const ruled: Record<string, LookAlike['rules']> = { '/authorize': lookAlike.rules, '/session/end': lookAlike.logoutRules };
  return {
    prefix: lookAlike.prefix,
    async handle(request: MountedRequest, response) {
      running ??= run(lookAlike, surroundings);
      running.catch(() => {
        running = undefined;
      });
      const here = await running;
      const { pathname, searchParams } = new URL(request.url ?? '/', surroundings.address);
      if (pathname.startsWith(`${lookAlike.prefix}/choix/`)) {
        return choose(lookAlike, here, [request, response]).catch(() =>
          writePage(response, { status: 400, title: 'Choix expiré', main: refusedPage(lookAlike, ['ce choix a expiré : recommencez']) }),
        );
      }
      if (!pathname.startsWith(`${here.base}/`)) return writeNotFound(response);
      if (pathname === `${here.base}/token` && request.headers.authorization) return refuseBasic(response);
      const rules = ruled[pathname.slice(here.base.length)];
      const broken = rules && request.method !== 'GET' ? ['cette demande se fait par GET'] : brokenRules(rules ?? [], searchParams);
      if (broken.length > 0) return writePage(response, { status: 400, title: 'Demande refusée', main: refusedPage(lookAlike, broken) });
      request.originalUrl = request.url ?? '/';
      request.url = request.originalUrl.slice(here.base.length);
      await here.library(request, response);
    },
  };
};
