import { callingCodeOf } from './numbers.ts';

/**
 * What one SMS is counted as against the budget, in millionths of a US dollar, by calling code. These are ceilings and not the price list: AWS
 * publishes prices by country and operator in a file that changes without notice (https://aws.amazon.com/end-user-messaging/pricing/), and the
 * documentation holds none of them. Set on 2026-11-22 above what French and overseas routes cost with any large provider; whoever deploys
 * lowers them to the list of the day, and the account's own spending limit (SNS `MonthlySpendLimit`), which knows true prices, stands behind.
 */
export const priceCeilings = {
  setOn: '2026-11-22',
  list: 'https://aws.amazon.com/end-user-messaging/pricing/',
  microdollars: {
    '33': 100_000,
    '262': 300_000,
    '590': 300_000,
    '594': 300_000,
    '596': 300_000,
    '508': 300_000,
    '681': 400_000,
    '687': 400_000,
    '689': 400_000,
  },
} as const;

type PricedCode = keyof typeof priceCeilings.microdollars;

/** What sending so many parts to this number is counted as, in millionths of a dollar. Throws for a number that has no price. */
export const priceOf = (number: string, parts: number): number => {
  const price = priceCeilings.microdollars[callingCodeOf(number) as PricedCode];
  if (price === undefined) throw new Error('a number without a price');
  return price * parts;
};
