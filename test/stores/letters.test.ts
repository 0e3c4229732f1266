import { PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { letterOf } from '../../functions/shared/letters/letter.ts';
import { letterMailer, writableAddress } from '../../functions/shared/store/letter-mailer.ts';
import { letterPost } from '../../functions/shared/store/letter-post.ts';
import { sentLetters } from '../../functions/shared/store/sent-letters.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { type MailService, startMailService } from '../doubles/mail-service.ts';

let dynamo: DynamoForTests;
let service: MailService;
beforeAll(async () => {
  [dynamo, service] = await Promise.all([startDynamo(), startMailService()]);
});
afterAll(() => Promise.all([dynamo.stop(), service.stop()]));

const mailer = () => letterMailer(service.v1, { sender: 'Parvis <ne-pas-repondre@parvis.example>', configurationSet: 'alerts' });
const words = {
  title: 'Activez votre compte',
  paragraphs: ['Bonjour <Camille> & "compagnie"'],
  action: { label: 'Activer', address: 'https://parvis.example/api/x?a=1&b=2' },
  why: 'Vous avez demandé un compte.',
};
const START = new Date('2026-03-02T08:00:00.000Z');
const later = (seconds: number) => new Date(START.getTime() + seconds * 1000);

describe('a letter while our reputation has stopped all sending', () => {
  it('goes at once: it is what somebody waits for', async () => {
    const log = keepLogLines();
    const control = { pk: 'control', sk: 'mail', factor: 0, reason: 'bounces', since: START.toISOString(), countedFrom: null };
    await dynamo.client.send(new PutCommand({ TableName: dynamo.tables.sending, Item: control }));
    const { hostname, port } = (await service.v1.config.endpoint?.()) ?? { hostname: '', port: 0 };
    const endpoint = `http://${hostname}:${port}`;
    for (const [name, value] of Object.entries({
      AWS_ENDPOINT_URL_SES: endpoint,
      AWS_REGION: 'eu-west-3',
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
    }))
      vi.stubEnv(name, value);
    const post = letterPost(dynamo.client, {
      LETTERS_TABLE: dynamo.tables.letters,
      SENDING_TABLE: dynamo.tables.sending,
      SENDS_PER_SECOND: 14,
      LETTER_SENDER: 'Parvis <ne-pas-repondre@parvis.example>',
      MAIL_CONFIGURATION_SET: 'alerts',
    });
    await post({ id: 'during-a-stop', to: 'attend@exemple.fr', letter: letterOf(words) });
    expect(service.ses.mailbox.messages({ to: 'attend@exemple.fr' })).toHaveLength(1);
    expect(log.text()).toContain('letter.sent');
    vi.unstubAllEnvs();
    log.restore();
  });
});

describe('a letter', () => {
  it('reaches one person with the same words in both forms', async () => {
    expect(await mailer()('camille@exemple.fr', letterOf(words))).toBe('accepted');
    const mail = service.one('camille@exemple.fr');
    expect(mail).toMatchObject({ subject: words.title, from: 'Parvis <ne-pas-repondre@parvis.example>', configurationSet: 'alerts' });
    expect(mail.text).toContain(words.action.address);
    expect(mail.text).toContain(words.paragraphs[0]);
    expect(mail.html).toContain('href="https://parvis.example/api/x?a=1&amp;b=2"');
    expect(mail.html).toContain('&lt;Camille&gt;');
    expect(mail.html).not.toContain('<Camille>');
  });

  it('never becomes two headers or two recipients, whatever is in its title or in an address', async () => {
    const before = service.ses.mailbox.messages({}).length;
    for (const to of ['a@b.fr\r\nBcc: c@d.fr', 'a@b.fr, c@d.fr', 'a@b.fr;c@d.fr', '<a@b.fr>', '@b.fr', 'a@', 'a', 'a b@c.fr', 'a"@c.fr'])
      expect(await mailer()(to, letterOf(words))).toBe('refused');
    expect(service.ses.mailbox.messages({})).toHaveLength(before);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const { subject } = letterOf({ ...words, title: `a${title}` });
        expect(subject).not.toMatch(/[\r\n\p{Cc}\p{Cs}]/u);
      }),
      { numRuns: 40 },
    );
  });

  it('goes to a domain with accents as the mail service spells it', () => {
    expect(writableAddress('camille@münchen.de')).toBe('camille@xn--mnchen-3ya.de');
  });

  it('comes back when the service fails, and is given up when it does not take the address', async () => {
    service.ses.mailbox.faults.refuse = () => 'TRANSIENT_FAILURE';
    await expect(mailer()('camille@exemple.fr', letterOf(words))).rejects.toThrow();
    service.ses.mailbox.faults.refuse = () => 'MESSAGE_REJECTED';
    await expect(mailer()('camille@exemple.fr', letterOf(words))).rejects.toThrow();
    service.ses.mailbox.faults.refuse = () => 'BAD_REQUEST';
    expect(await mailer()('camille@exemple.fr', letterOf(words))).toBe('refused');
    service.ses.mailbox.faults.refuse = () => undefined;
  });
});

describe('the record of letters that went', () => {
  const store = () => sentLetters(dynamo.client, dynamo.tables.letters);

  it('gives a letter to one of twenty workers, and to nobody once it went', async () => {
    const holds = await Promise.all(Array.from({ length: 20 }, () => store().takeInHand('one', START)));
    expect(holds.filter((hold) => hold === 'taken')).toHaveLength(1);
    expect(holds.filter((hold) => hold === 'in-hand')).toHaveLength(19);
    await store().done('one', later(1));
    expect(await store().takeInHand('one', later(3600))).toBe('done');
  });

  it('gives it to another worker once the hold of the first one has ended', async () => {
    expect(await store().takeInHand('two', START)).toBe('taken');
    expect(await store().takeInHand('two', later(14))).toBe('in-hand');
    expect(await store().takeInHand('two', later(16))).toBe('taken');
  });
});
