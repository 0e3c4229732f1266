import type { WebhookDisabled } from '../../../schemas/webhook.ts';
import type { Pace } from './retry.ts';

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

/** Failures in a row after which an endpoint is only probed, one delivery at a time, with a rest after each. */
export const PATIENCE = 4;
/** Posts under way to one endpoint at once. */
export const IN_FLIGHT = 4;
/** In seconds: however long it has failed, a partner that is back is found within this time. */
const LONGEST_REST = 15 * 60;
const GIVE_UP_AFTER = 5 * DAY;

/** How an endpoint is doing. */
export interface Health {
  /** In a row, over all its deliveries. */
  failures: number;
  failingSince: string | null;
  restUntil: string | null;
}

/** What a turn has seen. */
export interface Seen {
  successes: number;
  /** In a row, those before the turn included when it saw no success. */
  failures: number;
  /** The partner answered 410: it wants nothing any more. */
  gone: boolean;
  /** Seconds that it asked to be left alone; null when it asked nothing. */
  retryAfter: number | null;
}

/** How many deliveries may be posted together now. */
export const widthOf = (failures: number): number => (failures >= PATIENCE ? 1 : IN_FLIGHT);

const restSeconds = ({ failures, retryAfter }: Seen, { delays, random }: Pace): number => {
  const asked = retryAfter ?? 0;
  const own = failures < PATIENCE ? 0 : (delays[failures - PATIENCE] ?? LONGEST_REST) * (1 + random / 10);
  return Math.min(LONGEST_REST, Math.max(asked, own));
};

/** How the endpoint is doing after a turn, and whether it ends here. */
export const afterTurn = (health: Health, seen: Seen, now: Date, pace: Pace): Health & { disabled: WebhookDisabled | null } => {
  const { successes, failures, gone } = seen;
  const { failingSince: before } = health;
  if (successes === 0 && failures === health.failures) return { failures, failingSince: before, restUntil: null, disabled: null };
  const at = now.toISOString();
  const failingSince = failures === 0 ? (successes > 0 ? null : before) : successes > 0 ? at : (before ?? at);
  const rest = restSeconds(seen, pace);
  const hopeless = failures > 0 && failingSince !== null && now.getTime() - Date.parse(failingSince) >= GIVE_UP_AFTER;
  return {
    failures,
    failingSince,
    restUntil: rest > 0 ? new Date(now.getTime() + rest * SECOND).toISOString() : null,
    disabled: gone ? { reason: 'gone', at } : hopeless ? { reason: 'failing', at } : null,
  };
};
