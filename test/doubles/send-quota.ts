/** The rate limit of a mail service: a bucket that holds a second's sends and fills all the time. */
export const sendQuota = (perSecond: number, now: () => number) => {
  let level = perSecond;
  let at = now();
  let throttled = 0;
  const sent: number[] = [];
  return {
    /** Whether so many may go at this moment; all of them or none. */
    send(letters: number): boolean {
      level = Math.min(perSecond, level + ((now() - at) * perSecond) / 1000);
      at = now();
      if (level < letters) {
        throttled += 1;
        return false;
      }
      level -= letters;
      for (let letter = 0; letter < letters; letter++) sent.push(now());
      return true;
    },
    throttled: () => throttled,
    sent: () => sent.length,
    /** How many went between two instants. */
    sentBetween: (from: number, until: number) => sent.filter((instant) => instant >= from && instant < until).length,
  };
};
