import { createHmac } from 'node:crypto';
import type { Keyring } from '../../shared/keyring.ts';
import type { Subscribed } from '../rules/audience.ts';

/** What a short token begins with: the keys of long ones are named `k1`, `k2`… */
const SHORT = 's.';
/** 108 bits in base64url: not to be guessed, and a third of what a leave token takes of an SMS. */
const LENGTH = 18;

export const isShortLeave = (token: string): boolean => token.startsWith(SHORT);

/**
 * A token of twenty characters for the same leave link. It says nothing by itself: what it ends is kept under it. Always the same for one
 * subscription, so that a thousand SMS leave one item.
 */
export const shortLeaveToken = ({ newest }: Keyring, { spaceId, accountId, ficheKey, subscribedAt }: Subscribed): string =>
  SHORT +
  createHmac('sha256', newest.key)
    .update(['leave', spaceId, accountId, ficheKey, subscribedAt].join(' '))
    .digest('base64url')
    .slice(0, LENGTH);
