import { randomUUID } from 'node:crypto';
import type { Role } from '../../schemas/account.ts';
import { routes } from '../../schemas/routes/index.ts';
import type { Access, Route } from '../../schemas/routes/route.ts';

/** Everybody who may knock at a route. A `space` route is always asked about one space: of those signed in only `member` belongs to it. */
export const callers = {
  'no token': undefined,
  'an expired token': undefined,
  'a token for another audience': undefined,
  'an id token': undefined,
  'a token of another issuer': undefined,
  'a token without our scope': undefined,
  'a citizen': 'citizen',
  'a member of the space': 'citizen',
  'a member of another space': 'citizen',
  'an agent': 'agent',
  'an editor': 'editor',
  'an administrator': 'administrator',
} as const satisfies Record<string, Role | undefined>;
export type CallerName = keyof typeof callers;
export const callerNames = Object.keys(callers) as CallerName[];

export type Expected = 'passes' | 'unauthenticated' | 'forbidden' | 'not-found';

/** What a route owes to a caller, from its `access` alone; a route that says nothing readable is an error here, never a way in. */
export const expectedOf = (access: Access | undefined, caller: CallerName): Expected => {
  const role = callers[caller];
  if (access === 'public') return 'passes';
  if (access === 'signed-in') return role ? 'passes' : 'unauthenticated';
  if (access && 'role' in access) return role ? (role === access.role ? 'passes' : 'forbidden') : 'unauthenticated';
  if (access && 'space' in access) return role ? (caller === 'a member of the space' ? 'passes' : 'not-found') : 'unauthenticated';
  throw new Error('a route is declared without access');
};

/** A value that is well formed for each placeholder of the API; of nothing that exists. */
const placeholders: Record<string, () => string> = {
  accountId: randomUUID,
  spaceId: randomUUID,
  documentId: randomUUID,
  fileId: randomUUID,
  link: () => 'A'.repeat(43),
  memberId: randomUUID,
  invitationId: randomUUID,
  staffInvitationId: () => 'inv_1700000000000_0123456789abcdef0123456789abcdef',
  invitationLink: () => `k1.${'a'.repeat(80)}`,
  exportId: randomUUID,
  importId: randomUUID,
  webhookId: randomUUID,
  provider: () => 'franceconnect',
  passkeyId: () => '0123456789abcdef0123456789abcdef',
  deliveryId: () => 'msg_1700000000000_0123456789abcdef0123456789abcdef',
  audience: () => 'particuliers',
  ficheId: () => 'F999999',
  revision: () => '1',
  digestId: () => 'digest-20260101T0000Z',
  sessionId: () => 'V1StGXR8_Z5jdHi6B-myT',
  clientId: () => 'mediatheque',
  uid: () => 'V1StGXR8_Z5jdHi6B-myT',
  token: () => 'k1.0123456789abcdef0123456789abcdef',
};

export const paramsOf = (route: Route, known: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(
    [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
      const value = known[name] ?? placeholders[name]?.();
      if (value === undefined) throw new Error(`the access tests know no value for {${name}}: add one`);
      return [name, value];
    }),
  );

/** What the query of each list needs at least. */
export const queryOf = (route: Route): Record<string, string> => {
  const wanted: Record<string, string> = { audience: 'particuliers', q: 'carte', version: '1' };
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => route.query && name in route.query.shape));
};

export const everyRoute: [string, Route][] = Object.entries(routes);
