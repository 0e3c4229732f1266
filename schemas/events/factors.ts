import * as z from 'zod/mini';
import { AccountId } from '../account.ts';
import { FactorNews } from '../factor.ts';
import { defineEvent } from './event.ts';

/** How a person proves who they are has changed, or a code that stands for a lost device was used. */
export const factorsChanged = defineEvent(
  'factors.changed',
  z.object({ accountId: AccountId, news: z.array(FactorNews), at: z.iso.datetime() }),
);
