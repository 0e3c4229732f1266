import { environments, type FunctionName } from '../../schemas/environment.ts';
import { routesByFunction } from '../../schemas/routes/index.ts';
import type { Route } from '../../schemas/routes/route.ts';
import type { Variable } from '../../schemas/variables.ts';
import { apiEvent } from '../../test/doubles/api-event.ts';

/** Where nobody listens: the first call of a cold start is one that needs no service. */
const NOWHERE = 'http://127.0.0.1:9';

/** The first made-up text that the variable takes. */
const valueOf = (name: string, variable: Variable<unknown>): string => {
  if (name === 'ARCHIVE_ADDRESSES') return '{}';
  const texts = [
    `bench-${name.toLowerCase()}`,
    `${NOWHERE}/${name.toLowerCase()}`,
    '1',
    '2',
    'bench',
    'bench.example,2026',
    'bulk',
    'refused',
  ];
  const taken = texts.find((text) => variable(text) !== undefined);
  if (taken === undefined) throw new Error(`no value was made up for ${name}`);
  return taken;
};

/** What a function reads from its environment, made up. */
export const environmentOf = (name: FunctionName): Record<string, string> => ({
  AWS_REGION: 'eu-west-3',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_ENDPOINT_URL: NOWHERE,
  ...Object.fromEntries(Object.entries<Variable<unknown>>(environments[name]).map(([key, variable]) => [key, valueOf(key, variable)])),
});

const routesOf = (name: FunctionName): Route[] | undefined =>
  name in routesByFunction ? Object.values(routesByFunction[name as keyof typeof routesByFunction]) : undefined;

/** The first event of each function: a stranger at a closed door for an API, an empty batch for a queue or a stream. */
export const firstEventOf = (name: FunctionName): unknown => {
  const route = routesOf(name)?.find(({ access }) => access !== 'public');
  return route ? apiEvent({ route: `${route.method} ${route.path}`, body: {} }) : { Records: [] };
};

/** Functions that a schedule wakes, or whoever deploys, read a table at once: only their import can be told apart from the network. */
const woken = new Set<FunctionName>([
  'fiches-due',
  'alerts-due',
  'alerts-digest-planner',
  'alerts-reconciler',
  'alerts-reputation',
  'webhooks-waker',
  'accounts-reconciler',
  'spaces-due',
  'documents-sweeper',
  'identity-purge',
  'identity-first-administrator',
]);

/** So do those whose every route is public: none of them has a closed door to knock at. */
export const importOnly = (name: FunctionName): boolean =>
  woken.has(name) || (routesOf(name)?.every(({ access }) => access === 'public') ?? false);
