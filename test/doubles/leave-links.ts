import { leaveByLink } from '../../functions/alerts/leave-by-link.ts';
import { leaveKeyring, sealLeaveToken } from '../../functions/alerts/leave-token.ts';
import { type Leaving, leavingOf, type Subscribed } from '../../functions/alerts/rules/audience.ts';
import { showLeavePage } from '../../functions/alerts/show-leave-page.ts';
import { shortLeaveToken } from '../../functions/alerts/sms/short-leave.ts';
import { type Clock, systemClock } from '../../functions/shared/clock.ts';
import { api } from '../../functions/shared/pipeline.ts';
import type { FicheTitles } from '../../functions/shared/store/fiches.ts';
import { alerts } from '../../schemas/routes/alerts.ts';
import { apiEvent, lambdaContext } from './api-event.ts';
import { subscriptionsInMemory } from './subscriptions.ts';

export const SITE = 'https://parvis.example';

/** The two routes of leave links behind the real pipeline, over subscriptions in memory. */
export const leaveRoutes = (titles: FicheTitles, clock: Clock = systemClock) => {
  const store = subscriptionsInMemory(undefined, clock);
  const keyring = leaveKeyring(JSON.stringify({ k1: 'a random text of at least thirty-two characters' }));
  const short = new Map<string, Leaving>();
  const leaving = {
    store,
    titles,
    siteAddress: SITE,
    leaveKeys: async () => keyring,
    departures: store,
    shortLeaves: { find: async (token: string) => short.get(token) },
  };
  const handler = api({
    routes: { showLeavePage: alerts.showLeavePage, leaveByLink: alerts.leaveByLink },
    useCases: { showLeavePage: showLeavePage(leaving), leaveByLink: leaveByLink(leaving) },
    verifyToken: async () => undefined,
    membership: async () => false,
  });
  const call = (method: 'GET' | 'POST', token: string, body?: string) =>
    handler(apiEvent({ route: `${method} /leave/{token}`, params: { token }, body }), lambdaContext());
  return {
    store,
    seal: (subscribed: Subscribed, livedAt = new Date(subscribed.subscribedAt)) =>
      sealLeaveToken(keyring, { ...leavingOf(subscribed), livedAt }),
    shorten: (subscribed: Subscribed) => {
      const token = shortLeaveToken(keyring, subscribed);
      short.set(token, leavingOf(subscribed));
      return token;
    },
    open: (token: string) => call('GET', token),
    press: (token: string, body = '') => call('POST', token, body),
  };
};
