import type { AccountId } from '../../../schemas/account.ts';
import { ficheKey } from '../../../schemas/fiche.ts';
import type { Announcement } from '../../../schemas/publication.ts';
import type { Clock } from '../../shared/clock.ts';
import type { BatchRun } from '../../shared/consumer.ts';
import type { Keyring } from '../../shared/keyring.ts';
import { log } from '../../shared/log.ts';
import type { AccountReader } from '../../shared/store/accounts.ts';
import { leavingOf, type Subscribed } from '../rules/audience.ts';
import { chunkName, recipientOf } from '../rules/chunks.ts';
import { alertText } from '../rules/sms/alert-text.ts';
import { hindranceOf, type SmsLimits } from '../rules/sms/allowance.ts';
import { partsOf } from '../rules/sms/gsm7.ts';
import type { StoredPhone } from '../rules/sms/phone-view.ts';
import { priceOf } from '../rules/sms/prices.ts';
import type { AudienceReader } from '../store/audience.ts';
import type { Reservation } from '../store/chunks.ts';
import type { ShortLeaves } from '../store/sms/short-leaves.ts';
import type { Texted, TextLedger } from '../store/sms/text-ledger.ts';
import { shortLeaveToken } from './short-leave.ts';
import type { Texter } from './texter.ts';

/** SMS at a time: what a kill may double. Small, since each costs as much as several hundred mails. */
const IN_FLIGHT = 10;
/** Milliseconds that an SMS may take, asking for its number and publishing. */
export const ANSWER_WITHIN = 1500;
/** Milliseconds in which ten SMS are surely answered and recorded, and the rest of the chunk after them. */
const WAVE_TIME = 2 * ANSWER_WITHIN + 2 * 1500;

export interface TextChunkDependencies {
  audience: Pick<AudienceReader, 'stillSubscribed'>;
  accounts: Pick<AccountReader, 'contactsOf'>;
  ledger: TextLedger;
  leaves: Pick<ShortLeaves, 'keep'>;
  keyring: () => Promise<Keyring>;
  text: Texter;
  limits: SmsLimits;
  clock: Clock;
  siteAddress: string;
}

/** What became of a chunk by SMS; everybody else of it is for the mail. */
export interface TextedChunk {
  /** Positions of people whose SMS went, and is recorded. */
  recorded: ReadonlySet<number>;
  /** Positions of people whose SMS could not go: `later` when it was tried, `waiting` when there was no time. */
  unsent: ReadonlyMap<number, 'later' | 'waiting'>;
}

/** Sends the SMS of a chunk. Nobody is forgotten: who cannot have one now and could not have one later is left to the mail. */
export type TextChunk = (reservation: Reservation, announcement: Announcement, run: Pick<BatchRun, 'timeLeft'>) => Promise<TextedChunk>;

interface Candidate extends Texted {
  phone: StoredPhone;
  message: string;
}

interface Progress {
  recorded: Set<number>;
  unsent: Map<number, 'later' | 'waiting'>;
}

export const textChunk =
  (dependencies: TextChunkDependencies): TextChunk =>
  async (reservation, announcement, { timeLeft }) => {
    const candidates = await choose(dependencies, reservation, announcement);
    const progress: Progress = { recorded: new Set(), unsent: new Map() };
    for (let start = 0; start < candidates.length; start += IN_FLIGHT) {
      const wave = candidates.slice(start, start + IN_FLIGHT);
      if (progress.unsent.size === 0 && timeLeft() >= WAVE_TIME) await sendWave(dependencies, reservation, wave, progress);
      else for (const { position } of wave) progress.unsent.set(position, 'waiting');
    }
    const { recorded } = progress;
    if (recorded.size > 0) log('sms.sent', { ...fieldsOf(reservation), count: recorded.size });
    return progress;
  };

const fieldsOf = (reservation: Reservation) => ({ publicationId: reservation.publicationId, chunk: chunkName(reservation) });

/** Recorded before the next ones go, so that no accident doubles more than these. */
const sendWave = async (
  { ledger, text, clock }: TextChunkDependencies,
  reservation: Reservation,
  wave: Candidate[],
  { recorded, unsent }: Progress,
): Promise<void> => {
  const fates = await Promise.all(wave.map(({ phone, message }) => text(phone.number, message)));
  const at = clock();
  const texted = wave.filter((_, place) => fates[place] === 'accepted');
  if (texted.length > 0) await ledger.record(reservation, texted, at);
  for (const { position } of texted) recorded.add(position);
  for (const [place, { position, accountId, phone }] of wave.entries()) {
    const fate = fates[place];
    if (fate === 'later') unsent.set(position, 'later');
    if (fate !== 'opted-out' && fate !== 'refused') continue;
    await ledger.stop(accountId, phone, fate, at);
    log('sms.stopped', { ...fieldsOf(reservation), accountId });
  }
};

/** Those of a chunk who may have an SMS, each with theirs; what is still to be sent counts as spent. */
const choose = async (dependencies: TextChunkDependencies, reservation: Reservation, announcement: Announcement): Promise<Candidate[]> => {
  const { ledger, leaves, keyring, limits, clock, siteAddress } = dependencies;
  const at = clock();
  const people = await following(dependencies, reservation, announcement);
  const [usage, keys, alreadySpent] = await Promise.all([ledger.usageOf([...people.keys()], at), keyring(), ledger.spent(at)]);
  const tokens = new Map([...people].map(([accountId, subscribed]) => [accountId, shortLeaveToken(keys, subscribed)]));
  const candidates: Candidate[] = [];
  let spent = alreadySpent;
  let overBudget = 0;
  for (const { accountId, position } of reservation.pending) {
    const { phone, sent } = usage.get(accountId) ?? {};
    if (!phone || sent === undefined) continue;
    const hindrance = hindranceOf({ phone, sent, spent }, limits);
    if (hindrance === 'budget') overBudget += 1;
    if (hindrance) continue;
    const message = alertText({
      title: announcement.title,
      ficheAddress: `${siteAddress}/fiches/${announcement.audience}/${announcement.ficheId}.html`,
      leaveAddress: `${siteAddress}/api/leave/${tokens.get(accountId)}`,
    });
    const parts = partsOf(message);
    const price = priceOf(phone.number, parts);
    candidates.push({ position, accountId, phone, message, parts, price });
    spent += price;
  }
  if (overBudget > 0) log('sms.budget-used', { ...fieldsOf(reservation), count: overBudget });
  await leaves.keep(
    candidates.flatMap(({ accountId }) => {
      const subscribed = people.get(accountId);
      const token = tokens.get(accountId);
      return subscribed && token ? [{ token, leaving: leavingOf(subscribed) }] : [];
    }),
  );
  return candidates;
};

/** The people of a chunk who still follow the fiche and have an active account. A bad address is no hindrance to an SMS. */
const following = async (
  { audience, accounts }: TextChunkDependencies,
  { pending }: Reservation,
  announcement: Announcement,
): Promise<Map<AccountId, Subscribed>> => {
  const fiche = ficheKey(announcement);
  const contacts = await accounts.contactsOf(pending.map(({ accountId }) => accountId));
  const places = pending.flatMap((person) => {
    const contact = contacts.get(person.accountId);
    return contact?.status === 'active' ? [{ ficheKey: fiche, ...recipientOf(person, contact) }] : [];
  });
  return new Map((await audience.stillSubscribed(places)).map((one) => [one.accountId, one]));
};
