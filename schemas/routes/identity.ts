import * as z from 'zod/mini';
import { ClientId } from '../client.ts';
import { Consent } from '../consent.ts';
import { Session, SessionId } from '../session.ts';
import { defineRoute } from './route.ts';

/** What somebody who is signed in decides about their own sign-in. */
export const identity = {
  listSessions: defineRoute({
    method: 'GET',
    path: '/account/sessions',
    summary: 'Lister les appareils où je suis connecté',
    access: 'signed-in',
    status: 200,
    response: z.object({ items: z.array(Session) }),
    problems: [],
  }),
  closeSession: defineRoute({
    method: 'DELETE',
    path: '/account/sessions/{sessionId}',
    summary: 'Déconnecter un de mes appareils',
    access: 'signed-in',
    audit: 'session.closed',
    params: z.object({ sessionId: SessionId }),
    status: 204,
    problems: ['session-not-found'],
  }),
  closeSessions: defineRoute({
    method: 'DELETE',
    path: '/account/sessions',
    summary: 'Me déconnecter partout',
    access: 'signed-in',
    audit: 'sessions.closed',
    status: 204,
    problems: [],
  }),
  listConsents: defineRoute({
    method: 'GET',
    path: '/account/consents',
    summary: 'Lister les services partenaires que j’ai autorisés',
    access: 'signed-in',
    status: 200,
    response: z.object({ items: z.array(Consent) }),
    problems: [],
  }),
  withdrawConsent: defineRoute({
    method: 'DELETE',
    path: '/account/consents/{clientId}',
    summary: 'Retirer mon accord à un service partenaire',
    access: 'signed-in',
    audit: 'consent.withdrawn',
    params: z.object({ clientId: ClientId }),
    status: 204,
    problems: ['consent-not-found'],
  }),
};
