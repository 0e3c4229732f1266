import * as z from 'zod/mini';
import { SpaceId } from '../account.ts';
import { FicheRef, RevisionNumber } from '../fiche.ts';
import { MailState } from '../mail-state.ts';
import { PageQuery, pageOf } from '../page.ts';
import { AlertPreferences } from '../preferences.ts';
import { Ledger } from '../publication.ts';
import { Subscription, SubscriptionChoice } from '../subscription.ts';
import { defineRoute } from './route.ts';

const subscriptionPath = '/spaces/{spaceId}/subscriptions/{audience}/{ficheId}';
const LeaveToken = z.object({ token: z.string().check(z.regex(/^[\w.-]{20,400}$/)) });
const Html = z.string();

export const alerts = {
  subscribeToFiche: defineRoute({
    method: 'PUT',
    path: subscriptionPath,
    summary: 'S’abonner à une fiche',
    access: { space: 'member' },
    audit: 'subscription.created',
    params: z.extend(FicheRef, { spaceId: SpaceId }),
    body: z.optional(SubscriptionChoice),
    status: 200,
    response: Subscription,
    problems: ['fiche-not-found', 'account-suspended', 'too-many-subscriptions', 'phone-not-verified'],
  }),
  readSubscription: defineRoute({
    method: 'GET',
    path: subscriptionPath,
    summary: 'Savoir si je suis abonné à une fiche, et comment',
    access: { space: 'member' },
    params: z.extend(FicheRef, { spaceId: SpaceId }),
    status: 200,
    response: z.object({ subscription: z.nullable(Subscription) }),
    problems: [],
  }),
  unsubscribeFromFiche: defineRoute({
    method: 'DELETE',
    path: subscriptionPath,
    summary: 'Se désabonner d’une fiche',
    access: { space: 'member' },
    audit: 'subscription.ended',
    params: z.extend(FicheRef, { spaceId: SpaceId }),
    status: 204,
    problems: [],
  }),
  listSubscriptions: defineRoute({
    method: 'GET',
    path: '/spaces/{spaceId}/subscriptions',
    summary: 'Lister mes abonnements',
    access: { space: 'member' },
    params: z.object({ spaceId: SpaceId }),
    query: PageQuery,
    status: 200,
    /** Somebody to whom no mails go any more reads so where they look for what they follow. */
    response: z.extend(pageOf(Subscription), { mail: MailState }),
    problems: [],
  }),
  readAlertPreferences: defineRoute({
    method: 'GET',
    path: '/account/alert-preferences',
    summary: 'Lire comment je suis prévenu',
    access: 'signed-in',
    status: 200,
    response: AlertPreferences,
    problems: [],
  }),
  changeAlertPreferences: defineRoute({
    method: 'PUT',
    path: '/account/alert-preferences',
    summary: 'Choisir comment et quand je suis prévenu',
    access: 'signed-in',
    audit: 'preferences.changed',
    body: AlertPreferences,
    status: 200,
    response: AlertPreferences,
    problems: [],
  }),
  showLeavePage: defineRoute({
    method: 'GET',
    path: '/leave/{token}',
    summary: 'Page de confirmation du désabonnement, ouverte depuis un courriel',
    access: 'public',
    params: LeaveToken,
    status: 200,
    response: Html,
    media: 'html',
    problems: ['leave-link-invalid'],
  }),
  leaveByLink: defineRoute({
    method: 'POST',
    path: '/leave/{token}',
    summary: 'Se désabonner en un clic, sans se connecter (RFC 8058)',
    access: 'public',
    audit: 'subscription.left',
    params: LeaveToken,
    status: 200,
    response: Html,
    media: 'html',
    problems: ['leave-link-invalid'],
  }),
  readReach: defineRoute({
    method: 'GET',
    path: '/fiches/{audience}/{ficheId}/reach',
    summary: 'Compter les personnes abonnées à une fiche',
    access: { role: 'editor' },
    params: FicheRef,
    status: 200,
    response: z.object({ people: z.int() }),
    problems: [],
  }),
  readLedger: defineRoute({
    method: 'GET',
    path: '/fiches/{audience}/{ficheId}/revisions/{revision}/ledger',
    summary: 'Suivre l’envoi des alertes d’une révision',
    access: { role: 'editor' },
    params: z.extend(FicheRef, { revision: RevisionNumber }),
    status: 200,
    response: Ledger,
    problems: ['publication-not-found'],
  }),
};
