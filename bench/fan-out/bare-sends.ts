// What sending alone costs, in a process of its own: `bare-sends.ts ENDPOINT bulk|single MAILS`; the CPU of one mail in µs, on descriptor 3.
import { writeSync } from 'node:fs';
import { type BulkEmailEntry, type MessageHeader, SESv2Client, SendBulkEmailCommand, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { alertMail } from '../../functions/alerts/mail/alert-mail.ts';
import { anAnnouncement } from '../../test/doubles/announcements.ts';

const [endpoint = '', way = '', mails = ''] = process.argv.slice(2);
const CHUNK = 50;
const IN_FLIGHT = 64;
const sender = 'Parvis <alertes@parvis.example>';
const { subject, html, text } = alertMail(anAnnouncement(), 'https://parvis.example');

const client = new SESv2Client({
  endpoint,
  region: 'eu-west-3',
  credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  requestHandler: { httpsAgent: { maxSockets: IN_FLIGHT }, httpAgent: { maxSockets: IN_FLIGHT } },
});

const leaveAddress = (mail: number): string => `https://parvis.example/api/leave/k1.${String(mail).padStart(100, 'x')}`;
const headersOf = (mail: number): MessageHeader[] => [
  { Name: 'List-Unsubscribe', Value: `<${leaveAddress(mail)}>` },
  { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
];
const tagsOf = (mail: number) => [
  { Name: 'publication', Value: 'particuliers-F265-2' },
  { Name: 'chunk', Value: '00-000000' },
  { Name: 'recipient', Value: String(mail) },
];

const entryOf = (mail: number): BulkEmailEntry => ({
  Destination: { ToAddresses: [`personne-${mail}@exemple.fr`] },
  ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: JSON.stringify({ leaveAddress: leaveAddress(mail) }) } },
  ReplacementHeaders: headersOf(mail),
  ReplacementTags: tagsOf(mail),
});

const sendFifty = (first: number) =>
  client.send(
    new SendBulkEmailCommand({
      FromEmailAddress: sender,
      DefaultContent: { Template: { TemplateContent: { Subject: subject, Html: html, Text: text }, TemplateData: '{"leaveAddress":""}' } },
      BulkEmailEntries: Array.from({ length: CHUNK }, (_, position) => entryOf(first + position)),
    }),
  );

const sendOne = (mail: number) =>
  client.send(
    new SendEmailCommand({
      FromEmailAddress: sender,
      Destination: { ToAddresses: [`personne-${mail}@exemple.fr`] },
      Content: {
        Simple: {
          Subject: { Data: subject, Charset: 'UTF-8' },
          Body: { Html: { Data: html, Charset: 'UTF-8' }, Text: { Data: text, Charset: 'UTF-8' } },
          Headers: headersOf(mail),
        },
      },
      EmailTags: tagsOf(mail),
    }),
  );

const send = async (count: number): Promise<void> => {
  if (way === 'bulk') for (let mail = 0; mail < count; mail += CHUNK) await sendFifty(mail);
  else
    for (let mail = 0; mail < count; mail += IN_FLIGHT) await Promise.all(Array.from({ length: IN_FLIGHT }, (_, n) => sendOne(mail + n)));
};

await send(2 * Number(mails));
const before = process.cpuUsage();
await send(Number(mails));
const { user, system } = process.cpuUsage(before);
writeSync(3, String((user + system) / Number(mails)));
