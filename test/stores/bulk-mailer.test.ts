import {
  BadRequestException,
  type BulkEmailEntryResult,
  type SESv2Client,
  type SendBulkEmailCommandInput,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import { describe, expect, it } from 'vitest';
import { alertMail } from '../../functions/alerts/mail/alert-mail.ts';
import { CallRefused, CallThrottled, type Letter } from '../../functions/alerts/mailer.ts';
import { bulkMailer } from '../../functions/alerts/store/bulk-mailer.ts';
import { publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { endlessTurn, turnOf } from '../doubles/turns.ts';

const announcement = anAnnouncement();
const mail = alertMail(announcement, 'https://parvis.example');
const chunk = { publicationId: publicationId(announcement), part: '07', chunk: 3 };
const letters: Letter[] = [4, 17].map((position) => ({
  position,
  address: `personne-${position}@exemple.fr`,
  leaveAddress: `https://parvis.example/api/leave/k1.${'a'.repeat(100)}${position}`,
}));

const mailerOver = (answer: (input: SendBulkEmailCommandInput) => BulkEmailEntryResult[] | undefined) => {
  const client = { send: async ({ input }: { input: SendBulkEmailCommandInput }) => ({ BulkEmailEntryResults: answer(input) }) };
  return bulkMailer(client as unknown as SESv2Client, { sender: 'Parvis <alertes@parvis.example>', configurationSet: 'alertes' });
};

describe('mails in bulk', () => {
  it('go in one call, each with its own way to leave and its own tags', async () => {
    const calls: SendBulkEmailCommandInput[] = [];
    await mailerOver((input) => {
      calls.push(input);
      return [{ Status: 'SUCCESS' }, { Status: 'SUCCESS' }];
    })({ mail, chunk, letters, turn: endlessTurn });
    expect(calls).toHaveLength(1);
    const { BulkEmailEntries: entries = [], ...rest } = calls[0] as SendBulkEmailCommandInput;
    expect(rest).toMatchObject({
      FromEmailAddress: 'Parvis <alertes@parvis.example>',
      ConfigurationSetName: 'alertes',
      DefaultContent: { Template: { TemplateContent: { Subject: mail.subject, Html: mail.html, Text: mail.text } } },
    });
    expect(entries.map(({ Destination }) => Destination)).toEqual(letters.map(({ address }) => ({ ToAddresses: [address] })));
    for (const [at, { leaveAddress, position }] of letters.entries()) {
      const entry = entries[at];
      expect(JSON.parse(entry?.ReplacementEmailContent?.ReplacementTemplate?.ReplacementTemplateData ?? '')).toEqual({ leaveAddress });
      expect(entry?.ReplacementHeaders).toEqual([
        { Name: 'List-Unsubscribe', Value: `<${leaveAddress}>` },
        { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
      ]);
      expect(entry?.ReplacementTags).toEqual([
        { Name: 'publication', Value: 'particuliers-F265-2' },
        { Name: 'chunk', Value: '07-000003' },
        { Name: 'recipient', Value: String(position) },
      ]);
      for (const { Name = '', Value = '' } of entry?.ReplacementTags ?? []) expect(`${Name}${Value}`).toMatch(/^[A-Za-z0-9_-]+$/);
      for (const { Name = '', Value = '' } of entry?.ReplacementHeaders ?? []) expect(Name.length + Value.length).toBeLessThan(996);
    }
  });

  it.each([
    ['SUCCESS', 'accepted'],
    ['MESSAGE_REJECTED', 'refused'],
    ['INVALID_PARAMETER', 'refused'],
    ['FAILED', 'refused'],
    ['TRANSIENT_FAILURE', 'later'],
    ['ACCOUNT_THROTTLED', 'later'],
    ['ACCOUNT_SENDING_PAUSED', 'later'],
    ['A_STATUS_OF_TOMORROW', 'later'],
    [undefined, 'later'],
  ])('of which the service says %s are %s', async (status, fate) => {
    const send = mailerOver(() => [{ Status: status } as BulkEmailEntryResult, { Status: 'SUCCESS' }]);
    expect(await send({ mail, chunk, letters, turn: endlessTurn })).toEqual([fate, 'accepted']);
  });

  it('of which the service says nothing are sent again', async () => {
    expect(await mailerOver(() => undefined)({ mail, chunk, letters, turn: endlessTurn })).toEqual(['later', 'later']);
  });

  const $metadata = {};
  it.each([
    [new TooManyRequestsException({ message: 'Too many requests', $metadata }), CallThrottled],
    [Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' }), CallThrottled],
    [new BadRequestException({ message: 'BulkEmailEntries', $metadata }), CallRefused],
  ])('whose call fails with %s were not sent, and it is known why', async (error, kind) => {
    const mailer = mailerOver(() => {
      throw error;
    });
    await expect(mailer({ mail, chunk, letters, turn: endlessTurn })).rejects.toBeInstanceOf(kind);
  });

  it('go as far as the turn does, the others wait', async () => {
    const mailer = mailerOver(({ BulkEmailEntries = [] }) => BulkEmailEntries.map(() => ({ Status: 'SUCCESS' })));
    expect(await mailer({ mail, chunk, letters, turn: turnOf(1) })).toEqual(['accepted', 'waiting']);
  });

  it('keep what an earlier call has sent when a later one fails', async () => {
    let calls = 0;
    const mailer = mailerOver(() => {
      calls += 1;
      if (calls > 1) throw new TooManyRequestsException({ message: 'Too many requests', $metadata });
      return [{ Status: 'SUCCESS' }];
    });
    const oneByOne = { ...endlessTurn, alone: async () => 1 };
    expect(await mailer({ mail, chunk, letters, turn: oneByOne })).toEqual(['accepted', 'later']);
  });
});
