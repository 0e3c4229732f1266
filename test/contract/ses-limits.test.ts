import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rateLimit } from '../../local/emulators/ses/rate-limit.ts';
import { from, type MailService, startMailService } from '../doubles/mail-service.ts';

describe('a rate limit', () => {
  it('lets a second’s worth through at once, and then as much as time brings', () => {
    let now = 0;
    let rate: number | undefined = 10;
    const { take } = rateLimit(
      () => rate,
      () => now,
    );
    expect(Array.from({ length: 12 }, () => take(1)).filter(Boolean)).toHaveLength(10);
    now = 250;
    expect([take(3), take(2), take(1)]).toEqual([false, true, false]);
    now = 60_000;
    expect([take(11), take(10), take(1)]).toEqual([false, true, false]);
    rate = undefined;
    expect(take(1000)).toBe(true);
  });
});

describe('an account with limits', () => {
  let service: MailService;
  beforeEach(async () => {
    service = await startMailService();
  });
  afterEach(() => service.stop());

  const single = (to: string) =>
    service.v2.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: { Data: 'Objet' },
            Body: { Text: { Data: 'texte' } },
            Headers: [{ Name: 'List-Unsubscribe', Value: '<https://a/leave>' }],
          },
        },
        EmailTags: [{ Name: 'recipient', Value: '3' }],
        ConfigurationSetName: 'alerts',
      }),
    );

  it('takes so many mails a second, in bulk and one by one together, and throttles the others', async () => {
    service.ses.mailbox.faults.mailsPerSecond = 1;
    const { BulkEmailEntryResults = [] } = await service.bulk(['a@b.fr', 'b@b.fr', 'c@b.fr']);
    expect(BulkEmailEntryResults.map(({ Status }) => Status)).toEqual(['SUCCESS', 'ACCOUNT_THROTTLED', 'ACCOUNT_THROTTLED']);
    service.ses.mailbox.faults.mailsPerSecond = 0.001;
    await expect(single('d@b.fr').then(() => single('e@b.fr'))).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    expect(service.ses.mailbox.calls).toMatchObject({ bulk: 1, throttled: 2 });
  });

  it('takes one bulk call a second where nobody had that raised, and single mails all the while', async () => {
    service.ses.mailbox.faults.bulkCallsPerSecond = 0.001;
    await service.bulk(['a@b.fr']);
    await expect(service.bulk(['b@b.fr'])).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    await single('c@b.fr');
    expect(service.one('c@b.fr')).toMatchObject({ headers: { 'list-unsubscribe': '<https://a/leave>' }, tags: { recipient: ['3'] } });
    expect(service.ses.mailbox.messages({ to: 'b@b.fr' })).toEqual([]);
    expect(service.ses.mailbox.calls).toEqual({ bulk: 2, single: 1, throttled: 1 });
  });

  it.each([
    ['MESSAGE_REJECTED', 'MessageRejected'],
    ['BAD_REQUEST', 'BadRequestException'],
    ['TRANSIENT_FAILURE', 'InternalServiceErrorException'],
    ['ACCOUNT_THROTTLED', 'TooManyRequestsException'],
  ] as const)('fails a single mail with the error that means %s', async (refused, name) => {
    service.ses.mailbox.faults.refuse = () => refused;
    await expect(single('a@b.fr')).rejects.toMatchObject({ name });
    expect(service.ses.mailbox.messages({})).toEqual([]);
  });

  it('refuses the whole call for an address that is none, and sends none of it', async () => {
    service.ses.mailbox.faults.refuse = (address) => (address === 'bad' ? 'BAD_REQUEST' : undefined);
    await expect(service.bulk(['a@b.fr', 'bad'])).rejects.toMatchObject({ name: 'BadRequestException' });
    expect(service.ses.mailbox.messages({})).toEqual([]);
  });
});
