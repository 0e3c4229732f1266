import * as z from 'zod/mini';
import { DigestId, DigestLedger, DigestSummary } from '../digest.ts';
import { PageQuery, pageOf } from '../page.ts';
import { defineRoute } from './route.ts';

const PauseToken = z.object({ token: z.string().check(z.regex(/^[\w.-]{20,400}$/)) });
const Html = z.string();

export const digests = {
  showPausePage: defineRoute({
    method: 'GET',
    path: '/pause/{token}',
    summary: 'Page de confirmation de la suspension des récapitulatifs, ouverte depuis un courriel',
    access: 'public',
    params: PauseToken,
    status: 200,
    response: Html,
    media: 'html',
    problems: ['pause-link-invalid'],
  }),
  pauseDigests: defineRoute({
    method: 'POST',
    path: '/pause/{token}',
    summary: 'Suspendre ses récapitulatifs en un clic, sans se connecter (RFC 8058)',
    access: 'public',
    audit: 'preferences.digests-paused',
    params: PauseToken,
    status: 200,
    response: Html,
    media: 'html',
    problems: ['pause-link-invalid'],
  }),
  listDigests: defineRoute({
    method: 'GET',
    path: '/digests',
    summary: 'Lister les récapitulatifs envoyés depuis un mois',
    access: { role: 'editor' },
    query: PageQuery,
    status: 200,
    response: pageOf(DigestSummary),
    problems: [],
  }),
  readDigestLedger: defineRoute({
    method: 'GET',
    path: '/digests/{digestId}/ledger',
    summary: 'Suivre l’envoi des récapitulatifs d’une heure',
    access: { role: 'editor' },
    params: z.object({ digestId: DigestId }),
    status: 200,
    response: DigestLedger,
    problems: ['digest-not-found'],
  }),
};
