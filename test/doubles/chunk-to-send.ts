import { deliverChunk } from '../../functions/alerts/deliver-chunk.ts';
import { leaveKeyring } from '../../functions/alerts/leave-token.ts';
import type { Fate, Mailing } from '../../functions/alerts/mailer.ts';
import { rememberDepartures } from '../../functions/alerts/remember-departures.ts';
import type { Recipient } from '../../functions/alerts/rules/chunks.ts';
import { sendChunk } from '../../functions/alerts/sending/send-chunk.ts';
import { openTurns } from '../../functions/alerts/sending/turns.ts';
import type { SendClass } from '../../functions/shared/sending/lanes.ts';
import type { Contact } from '../../functions/shared/store/accounts.ts';
import type { AccountId } from '../../schemas/account.ts';
import { publicationId } from '../../schemas/publication.ts';
import { aContact } from './accounts.ts';
import { anAnnouncement } from './announcements.ts';
import { aPage } from './page-steps.ts';
import { publicationsInMemory } from './publications-in-memory.ts';
import { aFiche, aPerson, aSubscription, subscriptionsInMemory } from './subscriptions.ts';
import { nobodyTexted } from './texts.ts';
import { endlessBudget } from './turns.ts';

const fiche = aFiche('F265');
export const announcement = anAnnouncement({ ...fiche });
const id = publicationId(announcement);
const message = { publicationId: id, part: '00', chunk: 0 };
export const keyring = leaveKeyring(JSON.stringify({ k1: 'a random text of at least thirty-two characters' }));
export const trail = { actor: 'public', action: 'test', correlationId: 'test' } as const;

/** One written chunk of three people who follow the fiche, the first from their own space, and the function that sends it. */
export const aChunkToSend = async (
  answer: (mailing: Mailing, call: number) => Fate[] = ({ letters }) => letters.map(() => 'accepted'),
  { budget = endlessBudget, alert = announcement } = {},
) => {
  const stores = publicationsInMemory();
  let now = new Date('2026-03-02T08:00:00.000Z');
  const clock = () => now;
  const subscriptions = subscriptionsInMemory(undefined, clock);
  const people: Recipient[] = [aPerson(), aPerson(), aPerson()];
  const contacts = new Map<AccountId, Contact>();
  for (const [n, person] of people.entries()) {
    await subscriptions.add(aSubscription(person, fiche), trail);
    contacts.set(person.accountId, aContact(`personne-${n}@exemple.fr`, n === 0 ? { personalSpaceId: person.spaceId } : {}));
  }
  await stores.publications.create(alert, [{ part: '00', shards: ['00'] }], now);
  const [progress] = await stores.parts.list(id);
  if (!progress) throw new Error('no part');
  await stores.writePage(id, progress, aPage([people.map((person, n) => (n === 0 ? { ...person, spaceId: null } : person))]), now);
  const mailings: Mailing[] = [];
  const classes: SendClass[] = [];
  let timeLeft = 11_000;
  const deliver = deliverChunk({
    ...stores,
    budgetOf: (sendClass) => {
      classes.push(sendClass);
      return budget;
    },
    sendChunk: sendChunk({ chunks: stores.chunks, openTurn: openTurns(), clock }),
    audience: subscriptions,
    accounts: { contactsOf: async (ids) => new Map([...contacts].filter(([account]) => ids.includes(account))) },
    departuresSince: rememberDepartures({ departures: subscriptions, clock }),
    clock,
    leaveKeys: async () => keyring,
    textChunk: nobodyTexted,
    mailer: async (mailing) => {
      mailings.push(mailing);
      return answer(mailing, mailings.length);
    },
    siteAddress: 'https://parvis.example',
  });
  return {
    ...stores,
    people: people as [Recipient, Recipient, Recipient],
    subscriptions,
    contacts,
    mailings,
    wait: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
    classes,
    run: (milliseconds: number) => {
      timeLeft = milliseconds;
    },
    deliver: () => deliver(message, { timeLeft: () => timeLeft, behind: () => 0 }),
    ledger: () => stores.readLedger(id),
    reached: () => mailings.map(({ letters }) => letters.map(({ address }) => address)),
    reserve: () => stores.chunks.reserve(message, now, new Date(now.getTime() + 25_000)),
  };
};
