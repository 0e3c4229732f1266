import { BadRequestException, MessageRejected, type SESv2Client, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { describe, expect, it } from 'vitest';
import { alertMail } from '../../functions/alerts/mail/alert-mail.ts';
import { LEAVE_PLACEHOLDER } from '../../functions/alerts/mail/placeholders.ts';
import type { Letter } from '../../functions/alerts/mailer.ts';
import { mailProbe, personalMailer, singleMailer } from '../../functions/alerts/store/single-mailer.ts';
import { publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { endlessTurn, turnOf } from '../doubles/turns.ts';

const announcement = anAnnouncement({ title: 'Aide {{leaveAddress}} de $& {{name}}' });
const mail = alertMail(announcement, 'https://parvis.example');
const chunk = { publicationId: publicationId(announcement), part: '07', chunk: 3 };
const from = { sender: 'Parvis <alertes@parvis.example>', configurationSet: 'alertes' };
const lettersTo = (positions: number[]): Letter[] =>
  positions.map((position) => ({
    position,
    address: `personne-${position}@exemple.fr`,
    leaveAddress: `https://parvis.example/api/leave/k1.$&${position}`,
  }));

type Answer = (input: SendEmailCommandInput) => unknown;
const clientOf = (answer: Answer): SESv2Client =>
  ({ send: async ({ input }: { input: SendEmailCommandInput }) => answer(input) }) as unknown as SESv2Client;

describe('mails one by one', () => {
  it('say the same as in bulk, each with its own way to leave and its own tags', async () => {
    const calls: SendEmailCommandInput[] = [];
    const fates = await singleMailer(
      clientOf((input) => calls.push(input)),
      from,
    )({ mail, chunk, letters: lettersTo([4, 17]), turn: endlessTurn });
    expect(fates).toEqual(['accepted', 'accepted']);
    for (const [at, { address, leaveAddress, position }] of lettersTo([4, 17]).entries()) {
      const { Simple } = calls[at]?.Content ?? {};
      expect(calls[at]).toMatchObject({
        FromEmailAddress: from.sender,
        ConfigurationSetName: 'alertes',
        Destination: { ToAddresses: [address] },
        EmailTags: [
          { Name: 'publication', Value: 'particuliers-F265-2' },
          { Name: 'chunk', Value: '07-000003' },
          { Name: 'recipient', Value: String(position) },
        ],
      });
      expect(Simple?.Headers).toEqual([
        { Name: 'List-Unsubscribe', Value: `<${leaveAddress}>` },
        { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
      ]);
      expect(Simple?.Subject?.Data).toBe(mail.subject);
      for (const [body, template] of [
        [Simple?.Body?.Html?.Data, mail.html],
        [Simple?.Body?.Text?.Data, mail.text],
      ]) {
        expect(body).toContain(leaveAddress);
        expect(body).not.toContain(LEAVE_PLACEHOLDER);
        expect(body?.split(leaveAddress).join(LEAVE_PLACEHOLDER)).toBe(template);
      }
    }
  });

  it('carry a body of their own word for word, braces included', async () => {
    const calls: SendEmailCommandInput[] = [];
    const own = { subject: 'Vos {{fiches}}', html: '<p>{{leaveAddress}}</p>', text: '{{leaveAddress}}' };
    const [letter] = lettersTo([0]);
    await personalMailer(
      clientOf((input) => calls.push(input)),
      from,
    )({ chunk, letters: letter ? [{ ...letter, mail: own }] : [], turn: endlessTurn });
    expect(calls[0]?.Content?.Simple).toMatchObject({
      Subject: { Data: own.subject },
      Body: { Html: { Data: own.html }, Text: { Data: own.text } },
    });
  });

  it('have each a fate of its own: one that is refused or lost holds up nobody', async () => {
    const $metadata = {};
    const errors: Record<string, Error> = {
      'personne-1@exemple.fr': new BadRequestException({ message: 'Missing final @domain', $metadata }),
      'personne-2@exemple.fr': new MessageRejected({ message: 'rejected', $metadata }),
      'personne-3@exemple.fr': new Error('no answer'),
    };
    const client = clientOf(({ Destination }) => {
      const error = errors[Destination?.ToAddresses?.[0] ?? ''];
      if (error) throw error;
    });
    expect(await singleMailer(client, from)({ mail, chunk, letters: lettersTo([0, 1, 2, 3]), turn: endlessTurn })).toEqual([
      'accepted',
      'refused',
      'refused',
      'later',
    ]);
  });

  it('wait when their turn does not come, and are not tried', async () => {
    let calls = 0;
    const client = clientOf(() => {
      calls += 1;
    });
    expect(await singleMailer(client, from)({ mail, chunk, letters: lettersTo([0, 1, 2]), turn: turnOf(2) })).toEqual([
      'accepted',
      'accepted',
      'waiting',
    ]);
    expect(calls).toBe(2);
  });
});

describe('the trial of a mail', () => {
  const $metadata = {};

  it('goes to an address of SES itself, with the words of the mail and nothing of a person', async () => {
    const calls: SendEmailCommandInput[] = [];
    const probe = mailProbe(
      clientOf((input) => calls.push(input)),
      from,
    );
    expect([await probe(mail), await probe(mail)]).toEqual([true, true]);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      FromEmailAddress: from.sender,
      ConfigurationSetName: 'alertes',
      Destination: { ToAddresses: ['success@simulator.amazonses.com'] },
      Content: { Simple: { Subject: { Data: mail.subject } } },
    });
    expect(calls[0]?.EmailTags).toBeUndefined();
    expect(JSON.stringify(calls[0])).not.toContain('/api/leave/');
  });

  it('fails when SES refuses it, each time anew, and says nothing when SES does not', async () => {
    const answers: Error[] = [
      new MessageRejected({ message: 'Email address is not verified', $metadata }),
      new BadRequestException({ message: 'bad', $metadata }),
      new Error('no answer'),
    ];
    const probe = mailProbe(
      clientOf(() => {
        throw answers.shift() ?? new Error('asked too often');
      }),
      from,
    );
    expect([await probe(mail), await probe(mail)]).toEqual([false, false]);
    await expect(probe(mail)).rejects.toThrow('no answer');
  });
});
