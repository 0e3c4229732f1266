import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { keepLogLines } from './log-lines.ts';
import { type ProviderDesk, startProviderDesk } from './provider-desk.ts';

/** A provider for the tests of a file, and Camille, who stays signed in to the site. Log lines are kept away, and the time that a test moved is set right after it. */
export const standingProvider = () => {
  let desk: ProviderDesk;
  let camille: Awaited<ReturnType<ProviderDesk['signedIn']>>;
  beforeAll(async () => {
    desk = await startProviderDesk();
    camille = await desk.signedIn();
  });
  afterAll(() => desk.stop());
  beforeEach(() => {
    const log = keepLogLines();
    return () => log.restore();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  return {
    desk: () => desk,
    camille: () => camille,
    later: (seconds: number) => vi.useFakeTimers({ now: Date.now() + seconds * 1000, toFake: ['Date'] }),
  };
};
