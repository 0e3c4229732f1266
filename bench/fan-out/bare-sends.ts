// What sending alone costs, in a process of its own: `bare-sends.ts ENDPOINT SENDER CALLS MAIL`; the CPU of one call in µs, on descriptor 3.
import { readFileSync, writeSync } from 'node:fs';
import { SESv2Client, SendBulkEmailCommand } from '@aws-sdk/client-sesv2';

const [endpoint = '', sender = '', calls = '', mailFile = ''] = process.argv.slice(2);
const { subject, html, text } = JSON.parse(readFileSync(mailFile, 'utf8')) as Record<'subject' | 'html' | 'text', string>;
const CHUNK = 50;

const client = new SESv2Client({ endpoint, region: 'eu-west-3', credentials: { accessKeyId: 'operator', secretAccessKey: 'local' } });

const send = (call: number) =>
  client.send(
    new SendBulkEmailCommand({
      FromEmailAddress: sender,
      DefaultContent: { Template: { TemplateContent: { Subject: subject, Html: html, Text: text }, TemplateData: '{"leaveAddress":""}' } },
      BulkEmailEntries: Array.from({ length: CHUNK }, (_, position) => {
        const address = `https://parvis.example/api/leave/${call}-${position}`;
        return {
          Destination: { ToAddresses: [`personne-${call}-${position}@exemple.fr`] },
          ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: JSON.stringify({ leaveAddress: address }) } },
          ReplacementHeaders: [
            { Name: 'List-Unsubscribe', Value: `<${address}>` },
            { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
          ],
          ReplacementTags: [{ Name: 'call', Value: String(call) }],
        };
      }),
    }),
  );

const WARM_UP = 20;
for (let call = 0; call < WARM_UP; call++) await send(call);
const before = process.cpuUsage();
for (let call = 0; call < Number(calls); call++) await send(WARM_UP + call);
const { user, system } = process.cpuUsage(before);
writeSync(3, String((user + system) / Number(calls)));
