import { accounts } from './accounts.ts';
import { alerts } from './alerts.ts';
import { citizenPages } from './citizen-pages.ts';
import { clients } from './clients.ts';
import { credentials } from './credentials.ts';
import { digests } from './digests.ts';
import { documents } from './documents.ts';
import { editing } from './editing.ts';
import { factorPages } from './factor-pages.ts';
import { factors } from './factors.ts';
import { federation } from './federation.ts';
import { fiches } from './fiches.ts';
import { history } from './history.ts';
import { identity } from './identity.ts';
import { identityPages } from './identity-pages.ts';
import { identityProvider } from './identity-provider.ts';
import { imports } from './imports.ts';
import { invitations } from './invitations.ts';
import { keptDocuments } from './kept-documents.ts';
import { leaving } from './leaving.ts';
import { members } from './members.ts';
import { phone } from './phone.ts';
import { profile } from './profile.ts';
import type { Route } from './route.ts';
import { sending } from './sending.ts';
import { spaces } from './spaces.ts';
import { staff } from './staff.ts';
import { staffPages } from './staff-pages.ts';
import { walletArchives } from './wallet-archives.ts';
import { webhooks } from './webhooks.ts';

/** Every route, grouped by the function that answers it. */
export const routesByFunction = {
  'accounts-api': { ...accounts, ...profile, ...history },
  'accounts-leaving': leaving,
  'fiches-api': { ...fiches, ...imports, ...editing },
  'alerts-api': { ...alerts, ...digests, ...sending },
  'alerts-phone': phone,
  'documents-api': { ...documents, ...keptDocuments, ...walletArchives },
  'spaces-api': { ...spaces, ...members, ...invitations },
  'webhooks-api': webhooks,
  'identity-provider': identityProvider,
  'identity-federation': federation,
  'identity-pages': { ...identityPages, ...factorPages, ...citizenPages, ...staffPages },
  'identity-api': { ...identity, ...clients, ...credentials, ...factors, ...staff },
} as const satisfies Record<string, Record<string, Route>>;

export type ApiFunction = keyof typeof routesByFunction;

/** Every route by its name: what the client, the API document and the access tests read. */
export const routes = {
  ...accounts,
  ...profile,
  ...history,
  ...leaving,
  ...fiches,
  ...imports,
  ...editing,
  ...alerts,
  ...digests,
  ...sending,
  ...phone,
  ...spaces,
  ...documents,
  ...keptDocuments,
  ...walletArchives,
  ...members,
  ...invitations,
  ...webhooks,
  ...identityPages,
  ...factorPages,
  ...identityProvider,
  ...citizenPages,
  ...credentials,
  ...identity,
  ...clients,
  ...factors,
  ...staffPages,
  ...staff,
  ...federation,
};
