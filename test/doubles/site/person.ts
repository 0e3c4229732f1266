import { Problem } from '../../../functions/shared/problem.ts';
import { AccountId, type Role, SpaceId } from '../../../schemas/account.ts';
import { ficheKey } from '../../../schemas/fiche.ts';
import type { MailState } from '../../../schemas/mail-state.ts';
import type { Phone } from '../../../schemas/phone.ts';
import { DEFAULT_PREFERENCES } from '../../../schemas/preferences.ts';
import { Session } from '../../../schemas/session.ts';
import { Subscription } from '../../../schemas/subscription.ts';
import type { Answers } from './api.ts';
import { spacesOnSite } from './associations.ts';
import { documentsOnSite } from './documents.ts';

const well: MailState = { state: 'ok', reason: null, since: null, explanation: null };
const month = { sent: 3, most: 30 };

type Followed = Pick<Subscription, 'spaceId' | 'audience' | 'ficheId'>;
const isOf = (params: Followed) => (one: Followed) => one.spaceId === params.spaceId && ficheKey(one) === ficheKey(params);

/** A person as the API tells of them: what pages change is read again by the next call. */
export const personOnSite = (role: Role = 'citizen', siteAddress: () => string = () => '') => {
  const personalSpaceId = SpaceId.parse('6b7a1c9e-32b5-4c58-9a54-3f5f5b0c9a10');
  const subscribed = (ficheId: string, title: string): Subscription =>
    Subscription.parse({
      spaceId: personalSpaceId,
      audience: 'particuliers',
      ficheId,
      title,
      ficheStatus: 'live',
      subscribedAt: '2026-03-01T09:00:00.000Z',
      channel: 'mail',
      frequency: 'at-once',
      frequencyChosen: null,
    });
  const spaces = spacesOnSite(personalSpaceId);
  const documents = documentsOnSite(personalSpaceId, siteAddress);
  const state = {
    personalSpaceId,
    spaces: spaces.state,
    documents: documents.state,
    mail: well,
    sessions: [
      { id: 'session-0123456789', device: 'Chrome sur Android', lastSeenAt: '2026-03-02T11:00:00.000Z', current: true },
      { id: 'session-9876543210', device: 'Firefox sur Windows', lastSeenAt: '2026-03-02T10:00:00.000Z', current: false },
    ].map((one) => Session.parse({ ...one, openedAt: '2026-03-01T09:00:00.000Z' })),
    deletion: null as { askedAt: string; dueAt: string } | null,
    preferences: DEFAULT_PREFERENCES,
    subscriptions: [subscribed('F265', 'Carte Vitale'), subscribed('F984', 'Bourse des collèges')],
    phone: { number: null, verifiedAt: null, waiting: null, month, notices: [] } as Phone,
  };
  const answers: Answers = {
    ...spaces.answers,
    ...documents.answers,
    listSessions: () => ({ items: state.sessions }),
    readMyAccount: () => ({
      id: AccountId.parse('0d5dbe66-2c3c-4a27-9a4f-1f1a5b1a7c11'),
      email: 'camille.martin@exemple.fr',
      role,
      status: 'active',
      personalSpaceId,
      openedAt: '2026-01-05T08:00:00.000Z',
      mail: state.mail,
      deletion: state.deletion,
    }),
    askForDeletion: () => {
      state.deletion = { askedAt: '2026-03-01T09:00:00.000Z', dueAt: '2026-03-08T09:00:00.000Z' };
      return state.deletion;
    },
    callDeletionBack: () => {
      state.deletion = null;
    },
    closeSession: ({ params }) => {
      state.sessions = state.sessions.filter(({ id }) => id !== params.sessionId);
    },
    resumeMail: () => {
      state.mail = well;
      return well;
    },
    listSubscriptions: ({ params }) => ({
      items: state.subscriptions.filter(({ spaceId }) => spaceId === params.spaceId),
      mail: state.mail,
      next: null,
    }),
    readSubscription: ({ params }) => ({ subscription: state.subscriptions.find(isOf(params)) ?? null }),
    subscribeToFiche: ({ params, body }) => {
      const chosen = body?.frequency ?? null;
      const older = state.subscriptions.find(isOf(params)) ?? subscribed(params.ficheId, 'Une fiche');
      const next = {
        ...older,
        spaceId: params.spaceId,
        channel: body?.channel ?? 'mail',
        frequencyChosen: chosen,
        frequency: chosen ?? 'at-once',
      };
      state.subscriptions = [...state.subscriptions.filter((one) => one !== older), next];
      return next;
    },
    unsubscribeFromFiche: ({ params }) => {
      state.subscriptions = state.subscriptions.filter((one) => !isOf(params)(one));
    },
    readAlertPreferences: () => state.preferences,
    changeAlertPreferences: ({ body }) => {
      state.preferences = body;
      return body;
    },
    readMyPhone: () => state.phone,
    choosePhone: () => {
      state.phone = { ...state.phone, waiting: { number: '+33 •••••••78', until: '2026-03-01T09:10:00.000Z' } };
      return state.phone;
    },
    verifyPhone: ({ body }) => {
      if (body.code !== '123456') throw new Problem('phone-code-wrong', 'Vérifiez les six chiffres du SMS. Il vous reste 4 essais.');
      state.phone = { ...state.phone, number: '+33 •••••••78', verifiedAt: '2026-03-01T09:05:00.000Z', waiting: null };
      return state.phone;
    },
    removePhone: () => {
      state.phone = { ...state.phone, number: null, verifiedAt: null };
      return state.phone;
    },
  };
  return { state, answers };
};
