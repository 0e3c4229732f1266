/** What goes through in a second, as SES limits it: a bucket that holds a second's worth, and is filled all the time. */
export interface RateLimit {
  /** Takes so many, all or nothing. */
  take(count: number): boolean;
}

/** `perSecond` is asked at each call: undefined lets everything through. */
export const rateLimit = (perSecond: () => number | undefined, now: () => number = Date.now): RateLimit => {
  let level = Number.POSITIVE_INFINITY;
  let at = now();
  return {
    take(count) {
      const rate = perSecond();
      if (rate === undefined) return true;
      const instant = now();
      level = Math.min(Math.max(1, rate), level + ((instant - at) * rate) / 1000);
      at = instant;
      if (level < count) return false;
      level -= count;
      return true;
    },
  };
};
