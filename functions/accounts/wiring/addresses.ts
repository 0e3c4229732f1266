import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { transact } from '../../shared/store/commit.ts';
import { onMailAddressDoubted, onMailAddressStopped, onMailAddressTrusted } from '../on-mail-address-news.ts';
import { mailStateStore } from '../store/mail-states.ts';

export const wireAddresses = () => {
  const { ACCOUNTS_TABLE } = readEnvironment('accounts-addresses');
  const client = dynamo();
  const store = mailStateStore(client, ACCOUNTS_TABLE, ({ writes }) => transact(client, writes));
  return eventConsumer(consumers['accounts-addresses'], {
    'mail.address-stopped': onMailAddressStopped(store),
    'mail.address-doubted': onMailAddressDoubted(store),
    'mail.address-trusted': onMailAddressTrusted(store),
  });
};
