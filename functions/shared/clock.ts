/** The time, passed in so that tests choose it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

export const epochSeconds = (at: Date): number => Math.floor(at.getTime() / 1000);
