import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, actAsStaff, importArchive, openAccount, waitFor } from '../../local/acting.ts';
import type { System, SystemOptions } from '../../local/system.ts';
import { FicheId } from '../../schemas/fiche.ts';
import { startTestSystem } from './start.ts';

const sample = (name: string) => new Uint8Array(readFileSync(new URL(`../../local/samples/${name}`, import.meta.url)));
const vitale = { audience: 'particuliers' as const, ficheId: FicheId.parse('F265') };
const NUMBER = '+33612345678';
const LEAS = '+262692123456';

type Person = Awaited<ReturnType<typeof openAccount>>;

/** So that the second one of a person is already too many. */
const oneSmsAMonth: SystemOptions['alterTemplates'] = (templates) => {
  for (const { Resources } of Object.values(templates))
    for (const { Properties } of Object.values(Resources)) {
      const { Variables } = (Properties?.['Environment'] ?? {}) as { Variables?: Record<string, string> };
      if (Variables?.['SMS_PER_ACCOUNT']) Variables['SMS_PER_ACCOUNT'] = '1';
    }
};

/** Somebody who chose SMS, over HTTP and in order: each step stands on the one before. */
describe('alerts by SMS', () => {
  let system: System & { dataDir: string };
  let editor: Actor;
  let camille: Person;
  let amine: Person;
  let lea: Person;

  const textsTo = (to: string) => system.phone.messages({ to });
  const mailsTo = ({ account }: Person) => system.mailbox.messages({ to: account.email });
  /** What a person does: reads the code on the page of their phone. */
  const codeFor = async (to: string): Promise<string> => {
    const page = await (await fetch(`${system.address}/mailbox/sms?to=${encodeURIComponent(to)}`)).text();
    return /votre code est (\d{6})/.exec(page)?.[1] ?? '';
  };
  const verify = async ({ actor }: Person, number: string) => {
    await actor.choosePhone({ body: { number } });
    return actor.verifyPhone({ body: { code: await codeFor(number.replaceAll(' ', '').replace(/^0/, '+33')) } });
  };
  const subscribe = ({ account, actor }: Person, channel: 'sms' | 'mail') =>
    actor.subscribeToFiche({ params: { spaceId: account.personalSpaceId, ...vitale }, body: { channel, frequency: null } });
  const channelOf = async ({ account, actor }: Person) =>
    (await actor.listSubscriptions({ params: { spaceId: account.personalSpaceId } })).items[0]?.channel;
  let revision = 1;
  const publish = async (sentence: string) => {
    const { content } = await editor.readFiche({ params: vitale });
    const introduction = [...content.introduction, { kind: 'paragraph' as const, content: [sentence] }];
    const draft = await editor.draftRevision({ params: vitale, body: { from: 'edit', edit: { introduction } } });
    const decision = { significance: 'significant' as const, reason: 'Change les démarches', changeNote: sentence, urgent: true };
    const { version } = await editor.decideDraft({ params: vitale, body: { version: draft.version, decision } });
    await editor.publishDraft({ params: vitale, body: { version } });
    revision += 1;
    return waitFor(`the end of the alert of revision ${revision}`, async () => {
      const ledger = await editor.readLedger({ params: { ...vitale, revision } }).catch(() => undefined);
      return ledger?.state === 'done' && ledger;
    });
  };

  beforeAll(async () => {
    system = await startTestSystem({ alterTemplates: oneSmsAMonth });
    editor = actAsStaff(system, 'editor');
    await importArchive(editor, sample('fiches-sample.zip'), { scope: 'partial' });
    [camille, amine, lea] = (await Promise.all(['camille', 'amine', 'lea'].map((name) => openAccount(system, `${name}@exemple.fr`)))) as [
      Person,
      Person,
      Person,
    ];
  });
  afterAll(() => system.stop());

  it('cannot be chosen without a verified number', async () => {
    await expect(subscribe(camille, 'sms')).rejects.toMatchObject({ kind: 'phone-not-verified' });
    expect(await camille.actor.readMyPhone()).toMatchObject({ number: null, waiting: null });
  });

  it('start with a number that its code verifies', async () => {
    const waiting = await camille.actor.choosePhone({ body: { number: '06 12 34 56 78' } });
    expect(waiting).toMatchObject({ number: null, waiting: { number: '+33 •••••••78' } });
    const code = await codeFor(NUMBER);
    expect(await camille.actor.verifyPhone({ body: { code } })).toMatchObject({ number: '+33 •••••••78', waiting: null, notices: [] });
    await expect(camille.actor.verifyPhone({ body: { code } })).rejects.toMatchObject({ kind: 'phone-code-gone' });
  });

  it('do not start with a code that was guessed: five tries, then not even the right one', async () => {
    await amine.actor.choosePhone({ body: { number: '+33 7 56 00 00 01' } });
    const code = await codeFor('+33756000001');
    const wrong = code === '000000' ? '111111' : '000000';
    for (let time = 0; time < 5; time++)
      await expect(amine.actor.verifyPhone({ body: { code: wrong } })).rejects.toMatchObject({ kind: 'phone-code-wrong' });
    await expect(amine.actor.verifyPhone({ body: { code } })).rejects.toMatchObject({ kind: 'phone-code-gone' });
  });

  it('tell of a significant revision in one SMS and no mail', async () => {
    expect(await subscribe(camille, 'sms')).toMatchObject({ channel: 'sms', frequency: 'at-once' });
    await subscribe(amine, 'mail');
    system.phone.clear();
    expect(await publish('La carte Vitale existe aussi sur téléphone.')).toMatchObject({ expected: 2, accepted: 2, failed: 0, left: 0 });
    expect(textsTo(NUMBER)).toEqual([
      expect.objectContaining({
        sender: 'Parvis',
        type: 'Transactional',
        text: expect.stringMatching(
          new RegExp(
            `^Parvis : Carte Vitale a changé\\. ${system.address}/fiches/particuliers/F265\\.html STOP : ${system.address}/api/leave/s\\.[\\w-]{18}$`,
          ),
        ),
      }),
    ]);
    expect(mailsTo(camille)).toEqual([]);
    expect(mailsTo(amine)).toHaveLength(1);
    expect((await camille.actor.readMyPhone()).month.sent).toBe(1);
  });

  it('go by mail once the SMS of the month are used, and say so in the account', async () => {
    expect(await publish('La carte Vitale peut être perdue.')).toMatchObject({ expected: 2, accepted: 2 });
    expect(textsTo(NUMBER)).toHaveLength(1);
    expect(mailsTo(camille)).toHaveLength(1);
    expect((await camille.actor.readMyPhone()).notices).toEqual([
      expect.stringMatching(/^Vous avez reçu vos 1 SMS du mois : jusqu’au 1er .+, vos alertes arrivent par courriel\.$/),
    ]);
    expect(await channelOf(camille)).toBe('sms');
  });

  it('go once the service that was throttled takes them, and nobody has two', async () => {
    await verify(amine, '06 98 76 54 32');
    await subscribe(amine, 'sms');
    system.phone.faults.failNext.push('throttle', 'error');
    expect(await publish('La carte Vitale se met à jour chaque année.')).toMatchObject({ expected: 2, accepted: 2 });
    expect(textsTo('+33698765432').filter(({ text }) => text.includes('Carte Vitale'))).toHaveLength(1);
    expect(mailsTo(amine)).toHaveLength(2);
  });

  it('end by the link of an SMS, without signing in', async () => {
    const link = /STOP : (\S+)$/.exec(textsTo('+33698765432').at(-1)?.text ?? '')?.[1] ?? '';
    expect(await (await fetch(link)).text()).toContain('Me désabonner');
    expect(await channelOf(amine)).toBe('sms');
    expect(await (await fetch(link, { method: 'POST' })).text()).toContain('Vous êtes désabonné');
    expect(await channelOf(amine)).toBeUndefined();
  });

  it('go by mail from the moment that the number has opted out, and say so in the account', async () => {
    await verify(lea, LEAS);
    await subscribe(lea, 'sms');
    system.phone.optOut(LEAS);
    expect(await publish('La carte Vitale se commande en ligne.')).toMatchObject({ expected: 2, accepted: 2 });
    expect(mailsTo(lea)).toHaveLength(1);
    expect((await lea.actor.readMyPhone()).notices).toEqual([
      'Votre numéro a demandé à ne plus recevoir nos SMS : vos alertes arrivent par courriel.',
    ]);
    await waitFor('the subscription to go back to mail', async () => (await channelOf(lea)) === 'mail');
    await expect(subscribe(lea, 'sms')).rejects.toMatchObject({ kind: 'phone-not-verified' });
    await expect(lea.actor.choosePhone({ body: { number: LEAS } })).rejects.toMatchObject({ kind: 'phone-opted-out' });
  });

  it('go back to mail when the number is removed', async () => {
    expect((await camille.actor.removePhone()).notices).toEqual([
      'Votre numéro est retiré. Les alertes que vous aviez choisies par SMS arrivent désormais par courriel.',
    ]);
    await waitFor('the subscription to go back to mail', async () => (await channelOf(camille)) === 'mail');
    expect((await camille.actor.readMyPhone()).number).toBeNull();
  });

  it('never had a call refused by the functions’ own permissions', () => {
    expect(system.denied).toEqual([]);
  });

  it('left no number in any log', () => {
    const logs = readdirSync(join(system.dataDir, 'logs'));
    for (const name of [/phone/, /delivery/]) expect(logs.some((file) => name.test(file))).toBe(true);
    for (const file of logs)
      expect(readFileSync(join(system.dataDir, 'logs', file), 'utf8')).not.toMatch(/612345678|756000001|698765432|692123456/);
  });
});
