import { randomUUID } from 'node:crypto';
import { deliverChunk } from '../../functions/alerts/deliver-chunk.ts';
import { leaveKeyring } from '../../functions/alerts/leave-token.ts';
import type { Letter } from '../../functions/alerts/mailer.ts';
import { rememberDepartures } from '../../functions/alerts/remember-departures.ts';
import type { Recipient } from '../../functions/alerts/rules/chunks.ts';
import { sendChunk } from '../../functions/alerts/sending/send-chunk.ts';
import { openTurns } from '../../functions/alerts/sending/turns.ts';
import { phoneKeyring } from '../../functions/alerts/sms/phone-hashes.ts';
import { textChunk } from '../../functions/alerts/sms/text-chunk.ts';
import type { Texter } from '../../functions/alerts/sms/texter.ts';
import { chunkStore } from '../../functions/alerts/store/chunks.ts';
import { pageWriter } from '../../functions/alerts/store/page-writer.ts';
import { partStore } from '../../functions/alerts/store/parts.ts';
import { ledgerReader, publicationStore } from '../../functions/alerts/store/publications.ts';
import { phoneStore } from '../../functions/alerts/store/sms/phones.ts';
import { shortLeaves } from '../../functions/alerts/store/sms/short-leaves.ts';
import { textLedger } from '../../functions/alerts/store/sms/text-ledger.ts';
import type { Contact } from '../../functions/shared/store/accounts.ts';
import type { AccountId } from '../../schemas/account.ts';
import { publicationId } from '../../schemas/publication.ts';
import { aContact } from './accounts.ts';
import { anAnnouncement } from './announcements.ts';
import { contextOf } from './context.ts';
import type { DynamoForTests } from './dynamo-engine.ts';
import { aPage } from './page-steps.ts';
import { aFiche, aPerson, aSubscription, subscriptionsInMemory } from './subscriptions.ts';
import { endlessBudget } from './turns.ts';

export const NOW = new Date('2026-11-22T08:00:00.000Z');

const secret = JSON.stringify({ k1: 'a random text of at least thirty-two characters' });
const SITE = 'https://parvis.example';

export interface Texting {
  people?: number;
  perAccount?: number;
  budget?: number;
  text?: (number: string, call: number) => ReturnType<Texter>;
  /** Milliseconds. */
  timeLeft?: () => number;
}

/** Each has a number that ends with their place: `+33600000000`, `+33600000001`… */
export const numberOf = (place: number): string => `+336${String(place).padStart(8, '0')}`;

/** A revision whose followers chose SMS, on the tables of a real engine: one chunk is written, and waits to be delivered. */
export const textingOn = async ({ client, tables, commit }: DynamoForTests, options: Texting = {}) => {
  const { people: count = 3, perAccount = 30, budget = 1_000_000_000, timeLeft = () => 9000 } = options;
  const { text = async () => 'accepted' as const } = options;
  const announcement = anAnnouncement({ ...aFiche(`F${Number.parseInt(randomUUID().slice(0, 5), 16)}`) });
  const fiche = { audience: announcement.audience, ficheId: announcement.ficheId };
  const id = publicationId(announcement);
  const subscriptions = subscriptionsInMemory(undefined, () => NOW);
  const contacts = new Map<AccountId, Contact>();
  const phones = phoneStore(client, tables.phones, commit);
  const people: Recipient[] = Array.from({ length: count }, () => aPerson());
  for (const [place, { accountId, spaceId }] of people.entries()) {
    const { trail } = contextOf(accountId);
    await subscriptions.add(aSubscription({ accountId, spaceId }, fiche), trail);
    contacts.set(accountId, aContact(`personne-${place}@exemple.fr`));
    const verification = { number: numberOf(place), codeHash: 'hash', triesLeft: 5, until: '2026-11-22T08:10:00.000Z' };
    await phones.keepCode(
      { accountId, numberHash: randomUUID(), verification, seen: { account: [], number: [] }, price: 0, at: NOW },
      trail,
    );
    await phones.confirm(accountId, verification, NOW, trail);
  }
  const publications = publicationStore(client, tables.publications);
  await publications.create(announcement, [{ part: '00', shards: ['00'] }], NOW);
  const parts = partStore(client, tables.publications);
  const [progress] = await parts.list(id);
  if (!progress) throw new Error('no part');
  await pageWriter(client, tables)(id, progress, aPage([], { chunks: [{ channel: 'sms', people }] }), NOW);
  const texts: { number: string; text: string }[] = [];
  const mails: string[] = [];
  let now = NOW;
  const clock = () => now;
  const readers = {
    audience: subscriptions,
    accounts: { contactsOf: async (ids: AccountId[]) => new Map([...contacts].filter(([account]) => ids.includes(account))) },
  };
  const chunks = chunkStore(client, tables.publications);
  const deliver = deliverChunk({
    ...readers,
    publications,
    budgetOf: () => endlessBudget,
    sendChunk: sendChunk({ chunks, openTurn: openTurns(), clock }),
    departuresSince: rememberDepartures({ departures: subscriptions, clock }),
    clock,
    leaveKeys: async () => leaveKeyring(secret),
    textChunk: textChunk({
      ...readers,
      ledger: textLedger(client, tables, commit),
      leaves: shortLeaves(client, tables.phones),
      keyring: async () => phoneKeyring(secret),
      text: (number, message) => {
        texts.push({ number, text: message });
        return text(number, texts.length);
      },
      limits: { perAccount, budget },
      clock,
      siteAddress: SITE,
    }),
    mailer: async ({ letters }: { letters: Letter[] }) => {
      mails.push(...letters.map(({ address }) => address));
      return letters.map(() => 'accepted' as const);
    },
    siteAddress: SITE,
  });
  return {
    people,
    contacts,
    subscriptions,
    phones,
    texts,
    mails,
    fiche,
    wait: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
    deliver: () => deliver({ publicationId: id, part: '00', chunk: 0 }, { timeLeft, behind: () => 0 }),
    ledger: () => ledgerReader(client, tables.publications)(id),
    leaveOf: (token: string) => shortLeaves(client, tables.phones).find(token),
    texted: () => texts.map(({ number }) => number),
  };
};
