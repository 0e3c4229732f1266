import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckIfPhoneNumberIsOptedOutCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { snsTexter } from '../../functions/alerts/store/sms/sns-texter.ts';
import { type QueuesAndTopics, startQueuesAndTopics } from '../../local/emulators/queues-topics.ts';
import { keepLogLines } from '../doubles/log-lines.ts';

const NUMBER = '+33612345678';

let dataDir: string;
let emulator: QueuesAndTopics;
let sns: SNSClient;
let log: ReturnType<typeof keepLogLines>;
const start = async () => {
  emulator = await startQueuesAndTopics({ resources: [], dataDir, region: 'eu-west-3', account: '000000000000' });
  sns = new SNSClient({
    endpoint: emulator.url,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
    maxAttempts: 1,
    requestHandler: { requestTimeout: 300, throwOnRequestTimeout: true },
  });
};
beforeEach(async () => {
  log = keepLogLines();
  dataDir = await mkdtemp(join(tmpdir(), 'parvis-sms-'));
  await start();
});
afterEach(async () => {
  sns.destroy();
  await emulator.stop();
  await rm(dataDir, { recursive: true });
  log.restore();
});

const send = (number = NUMBER) => snsTexter(sns, 'Parvis')(number, 'Une fiche a changé.');

describe('SMS through SNS', () => {
  it('are kept with their number, sender and type, and outlive a restart', async () => {
    expect(await send()).toBe('accepted');
    await emulator.stop();
    await start();
    expect(emulator.phone.messages({})).toMatchObject([
      { to: NUMBER, sender: 'Parvis', type: 'Transactional', text: 'Une fiche a changé.' },
    ]);
    expect(emulator.phone.messages({ to: '+33600000000' })).toEqual([]);
  });

  it('are not sent to a number that opted out, which is told', async () => {
    emulator.phone.optOut(NUMBER);
    expect(await send()).toBe('opted-out');
    emulator.phone.optIn(NUMBER);
    expect(await send()).toBe('accepted');
    expect(emulator.phone.messages({})).toHaveLength(1);
  });

  it('are taken over in silence for a number that opted out, by who does not ask', async () => {
    emulator.phone.optOut(NUMBER);
    await sns.send(new PublishCommand({ PhoneNumber: NUMBER, Message: 'Perdu' }));
    expect(emulator.phone.messages({})).toEqual([]);
    expect(await sns.send(new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber: NUMBER }))).toMatchObject({ isOptedOut: true });
  });

  it('are refused for a number that SNS cannot publish to', async () => {
    emulator.phone.faults.invalid = (number) => number === NUMBER;
    expect(await send()).toBe('refused');
    expect(await send('+33698765432')).toBe('accepted');
  });

  it.each(['throttle', 'error', 'hang'] as const)('are for later when the service answers with: %s', async (fault) => {
    emulator.phone.faults.failNext.push(fault);
    expect(await send()).toBe('later');
    expect(await send()).toBe('accepted');
  });

  it('are for later, and nobody’s fault, when it is our own sender that is wrong', async () => {
    expect(await snsTexter(sns, 'Beaucoup trop long')(NUMBER, 'Bonjour')).toBe('later');
    expect(log.lines()).toMatchObject([{ message: 'sms.failed', errorName: 'InvalidParameterException' }]);
  });

  it('never show a number in the log', async () => {
    emulator.phone.faults.failNext.push('throttle', 'error');
    emulator.phone.faults.invalid = () => true;
    for (let call = 0; call < 3; call++) await send();
    expect(log.text()).not.toContain('612345678');
  });
});
