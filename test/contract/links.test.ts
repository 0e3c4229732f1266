import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { CODES_KEPT, steps } from '../../functions/identity/factors/judge-proofs.ts';
import { signInPath } from '../../functions/identity/sign-in/open-sign-in.ts';
import { routes } from '../../schemas/routes/index.ts';
import type { Route } from '../../schemas/routes/route.ts';
import { pages } from '../../web/app/frame/pages.tsx';

const root = new URL('../../', import.meta.url).pathname;
const sources = globSync(['functions/**/*.ts', 'web/**/*.{ts,tsx,html,js}'], { cwd: root }).map((file) => ({
  file,
  text: readFileSync(root + file, 'utf8'),
}));

interface Link {
  file: string;
  address: string;
}

/** Every address that begins like this in what pages are made of. What is put in at run time stays as `${}`. */
const linksTo = (start: RegExp): Link[] =>
  sources.flatMap(({ file, text }) =>
    [...text.matchAll(new RegExp(`(?<=["'\`=])${start.source}(?:\\$\\{[^}]*\\}|[^"'\`\\s$<])*`, 'g'))].map(([address]) => ({
      file,
      address: address.replaceAll(/\$\{[^}]*\}/g, '${}').replace(/[?#].*/, ''),
    })),
  );

const partsOf = (path: string) => path.split('/');

/** A part of an address is what the route says there, what is only known at run time, or a value that the route takes. */
const leadsTo = (route: Route, address: string): boolean => {
  const [wanted, given] = [partsOf(`/api${route.path}`), partsOf(address)];
  if (wanted.length !== given.length) return false;
  const params = route.params;
  return wanted.every((part, position) => {
    const value = given[position] ?? '';
    if (part === value || value === '${}') return part === value || part.startsWith('{');
    const schema = params?.shape[part.slice(1, -1)];
    return part.startsWith('{') && schema !== undefined && z.safeParse(schema, value).success;
  });
};

/** What the provider says of itself, and where its cookies hold: no page is there. */
const roots = ['/api/identity', '/api/identity;'];

/** The one that a function completes by the step that it is given; the steps have a test of their own. */
const builders = ['/api/identity/interaction/${}${}'];

const isRoute = (address: string): boolean => Object.values<Route>(routes).some((route) => leadsTo(route, address));

/** By which the page tells that somebody comes from the mail of an invitation: it leads nowhere by itself. */
const BEGINNING = '#/invitations/';

describe('the links of pages', () => {
  it('lead to routes that are declared', () => {
    const links = linksTo(/\/api\//);
    expect(links.length).toBeGreaterThan(20);
    const apart = [...roots, ...builders];
    expect(links.filter(({ address }) => !apart.includes(address) && !isRoute(address))).toEqual([]);
  });

  it('lead to the steps of a sign-in that are declared', () => {
    const written = sources.flatMap(({ text }) => [...text.matchAll(/signInPath\([^,()]+, ['`]([^'`]+)['`]\)/g)].map(([, step]) => step));
    const named = [...Object.values(steps), CODES_KEPT];
    expect(written.length).toBeGreaterThan(3);
    const addresses = [...written, ...named].map((step = '') => signInPath('${}', step.replaceAll(/\$\{[^}]*\}/g, '${}')));
    expect(addresses.filter((address) => !isRoute(address))).toEqual([]);
  });

  it('would be caught if they led nowhere', () => {
    expect(isRoute('/api/identity/password')).toBe(true);
    expect(isRoute('/api/identity/password/forgotten')).toBe(false);
    expect(isRoute('/api/identity/interaction/${}/sign-in')).toBe(true);
    expect(isRoute('/api/identity/interaction/${}/nowhere')).toBe(false);
  });

  it('lead to pages of the site that are there', () => {
    const links = linksTo(/\/[\w-]+\.html/);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter(({ address }) => !existsSync(`${root}web/site${address}`))).toEqual([]);
  });

  it('lead to places of the space that are there', () => {
    const patterns = pages.map(([pattern]) => new RegExp(`^#${pattern.replaceAll(/:\w+/g, '[^/]+')}$`));
    const links = sources.flatMap(({ file, text }) =>
      [...text.matchAll(/(?<=["'`}])#\/(?:\$\{[^}]*\}|[^"'`\s$<])*/g)].map(([address]) => ({ file, address: address.replace(/\?.*/, '') })),
    );
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter(({ address }) => address !== BEGINNING && !patterns.some((pattern) => pattern.test(address)))).toEqual([]);
  });
});
