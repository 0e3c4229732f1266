import type { StageSettings } from '../stage.ts';

const MICRODOLLARS = 1_000_000;

/** What every function that sends SMS is told of the stage. */
export const smsEnvironment = ({ sms }: Pick<StageSettings, 'sms'>) => ({
  SMS_SENDER: sms.sender,
  SMS_PER_ACCOUNT: String(sms.perAccount),
  SMS_BUDGET: String(Math.round(sms.monthlyDollars * MICRODOLLARS)),
});
