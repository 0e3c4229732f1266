import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writesToAdd } from '../../functions/alerts/store/subscription-writes.ts';
import { type Actor, actAsStaff, importArchive, openAccount, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { SpaceId } from '../../schemas/account.ts';
import { PublicationId } from '../../schemas/publication.ts';
import { archiveOf, someFiches } from '../doubles/importing.ts';
import { mailEvent } from '../doubles/mail-events.ts';
import { aSubscription } from '../doubles/subscriptions.ts';
import { alertDelivered, allQuiet } from './faults/ended.ts';
import { particuliers } from './faults/fiches.ts';
import { tableNames } from './followers.ts';
import { startTestSystem } from './start.ts';

const [one, twin] = [particuliers('F100'), particuliers('F101')];
const TITLE = 'Carte de séjour';
const DAY = 24 * 60 * 60 * 1000;

const archive = (changed: boolean) => {
  const content = `<Texte><Paragraphe>Elle coûte ${changed ? 225 : 200} euros.</Paragraphe></Texte>`;
  const change = { title: TITLE, content, ...(changed && { modifiedOn: '2021-01-01', importantOn: '2021-01-01' }) };
  return new Uint8Array(archiveOf(...someFiches(2, change)));
};

type Person = Awaited<ReturnType<typeof openAccount>>;

/** Faults that other alert services are known for, told in order: two fiches of one title are changed by one import, at one time. */
describe('faults that others are known for', () => {
  let system: System;
  let editor: Actor;
  let camille: Person;
  let daily: Person;
  let twice: Person;

  const mailsTo = ({ account }: Person) => system.mailbox.messages({ to: account.email });
  const follows = async ({ account, actor }: Person) =>
    (await actor.listSubscriptions({ params: { spaceId: account.personalSpaceId } })).items.map(({ ficheId }) => ficheId);
  const followBoth = async ({ account, actor }: Person, frequency: 'at-once' | 'daily' = 'at-once') => {
    for (const fiche of [one, twin])
      await actor.subscribeToFiche({ params: { spaceId: account.personalSpaceId, ...fiche }, body: { frequency, channel: 'mail' } });
  };
  /** There is no route yet for a space of one's own beside the personal one. */
  const followFromAnotherSpace = async ({ account }: Person) => {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient(system.operator));
    const spaceId = SpaceId.parse(randomUUID());
    const TransactItems = writesToAdd(tableNames(system).subscriptions, aSubscription({ accountId: account.id, spaceId }, one));
    await client.send(new TransactWriteCommand({ TransactItems }));
    client.destroy();
  };

  beforeAll(async () => {
    system = await startTestSystem();
    editor = actAsStaff(system, 'editor');
    await importArchive(editor, archive(false), { scope: 'partial' });
    const open = (email: string) => openAccount(system, email);
    [camille, daily, twice] = await Promise.all([open('camille@exemple.fr'), open('daily@exemple.fr'), open('twice@exemple.fr')]);
    await Promise.all([followBoth(camille), followBoth(daily, 'daily'), followBoth(twice)]);
    await followFromAnotherSpace(twice);
    await importArchive(editor, archive(true), { scope: 'partial' });
    for (const fiche of [one, twin]) await alertDelivered(editor, fiche);
  });
  afterAll(() => system.stop());

  it('two fiches of the same title, changed at the same time, are two: each has its alert, and its place in the digest', async () => {
    for (const fiche of [one, twin]) {
      const ledger = await editor.readLedger({ params: { ...fiche, revision: 2 } });
      expect(ledger).toMatchObject({ expected: 2, accepted: 2, delivered: 2, inDigests: 1 });
    }
    const mails = mailsTo(camille);
    expect(mails.map(({ subject }) => subject)).toEqual([`Fiche modifiée : ${TITLE}`, `Fiche modifiée : ${TITLE}`]);
    for (const { ficheId } of [one, twin])
      expect(mails.filter(({ text }) => text?.includes(`/fiches/particuliers/${ficheId}.html`))).toHaveLength(1);
    await system.runSchedule('alerts-digest-planner', new Date(Date.now() + 1.2 * DAY));
    const [digest, ...others] = await waitFor('the digest', async () => mailsTo(daily).length > 0 && mailsTo(daily));
    expect(others).toEqual([]);
    for (const { ficheId } of [one, twin]) expect(digest?.text).toContain(`/fiches/particuliers/${ficheId}.html`);
    expect(new Set(digest?.text?.match(/\/api\/leave\/[\w.-]+/g)).size).toBe(2);
  });

  it('a person whose two subscriptions match one change is told once', () => {
    expect(mailsTo(twice).filter(({ text }) => text?.includes(`/fiches/particuliers/${one.ficheId}.html`))).toHaveLength(1);
    expect(mailsTo(twice)).toHaveLength(2);
  });

  it('opening every link of a mail, as its scanners do, confirms, ends and pauses nothing', async () => {
    const before = [await follows(camille), await follows(daily), await daily.actor.readAlertPreferences({})];
    const mails = [...mailsTo(camille), ...mailsTo(daily)];
    const links = mails.flatMap(({ html = '', text = '', headers }) =>
      `${html} ${text} ${headers['list-unsubscribe']}`.match(/http:[^\s"<>)]+/g),
    );
    const routes = [...new Set(links)].filter((link) => link?.includes('/api/'));
    expect(routes.some((link) => link?.includes('/api/leave/')) && routes.some((link) => link?.includes('/api/pause/'))).toBe(true);
    for (const link of routes) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) await fetch(link ?? '', { method });
    }
    expect([await follows(camille), await follows(daily), await daily.actor.readAlertPreferences({})]).toEqual(before);
  });

  it('a mail that is forwarded gives away nothing of the account, and opens nothing but the door out of one fiche', async () => {
    const { id, personalSpaceId, email } = camille.account;
    const [mail] = mailsTo(camille);
    const link = mail?.headers['list-unsubscribe']?.slice(1, -1) ?? '';
    const pages = [await (await fetch(link)).text(), await (await fetch(link, { method: 'POST' })).text()];
    for (const shown of [mail?.html, mail?.text, mail?.subject, ...pages])
      for (const secret of [id, personalSpaceId, email]) expect(shown).not.toContain(secret);
    expect(await follows(camille)).toHaveLength(1);
    const token = link.split('/').at(-1) ?? '';
    for (const path of ['/account', `/spaces/${personalSpaceId}/subscriptions`]) {
      const answer = await fetch(`${system.address}/api${path}`, { headers: { authorization: `Bearer ${token}` } });
      expect([401, 403]).toContain(answer.status);
    }
    expect(await follows(twice)).toHaveLength(2);
  });

  it('a bounce that spells the address in another case stops mails to it', async () => {
    const chunk = { publicationId: PublicationId.parse('particuliers-F100-2'), part: '00', chunk: 999 };
    const bounce = mailEvent('Bounce', chunk, 0, { bounce: { bounceType: 'Permanent' } });
    const sentAt = new Date().toISOString();
    const spelled = { ...bounce.mail, timestamp: sentAt, destination: [twice.account.email.toUpperCase()] };
    await system.queues.send('alerts-feedback', { ...bounce, mail: spelled });
    await waitFor('a stopped address', async () => (await twice.actor.readMyAccount({})).mail.state === 'stopped');
    expect((await camille.actor.readMyAccount({})).mail.state).toBe('ok');
    await allQuiet(system);
    expect(system.denied).toEqual([]);
  });
});
