import {
  CheckIfPhoneNumberIsOptedOutCommand,
  InvalidParameterException,
  OptedOutException,
  PublishCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';
import { errorFields, log } from '../../../shared/log.ts';
import type { Texter, TextFate } from '../../sms/texter.ts';

/** What is wrong with the number is final; any other wrong parameter is ours, and must not cost anybody their SMS. */
const fateOf = (error: unknown): TextFate => {
  if (error instanceof OptedOutException) return 'opted-out';
  if (error instanceof InvalidParameterException && /PhoneNumber/i.test(error.message)) return 'refused';
  log('sms.failed', { errorName: errorFields(error).errorName ?? 'unknown' });
  return 'later';
};

/**
 * SNS takes an SMS over even when the number has opted out, and only says so in a log: so it is asked first. The client must make a single
 * attempt: when an answer is lost nobody knows whether the SMS went.
 */
export const snsTexter =
  (client: SNSClient, sender: string): Texter =>
  async (number, text) => {
    try {
      const { isOptedOut } = await client.send(new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber: number }));
      if (isOptedOut) return 'opted-out';
      await client.send(
        new PublishCommand({
          PhoneNumber: number,
          Message: text,
          MessageAttributes: {
            'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
            'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: sender },
          },
        }),
      );
      return 'accepted';
    } catch (error) {
      return fateOf(error);
    }
  };
