import type { StateProvider } from '../../../../schemas/federation.ts';

/** The level that is asked for, and those that are enough. What is answered is never taken on trust: a lower one signs nobody in. */
const levels: Record<StateProvider, { asked: string; enough: readonly string[] }> = {
  franceconnect: { asked: 'eidas1', enough: ['eidas1', 'eidas2', 'eidas3'] },
  proconnect: { asked: 'eidas1-mfa', enough: ['eidas1', 'eidas1-mfa', 'eidas2', 'eidas3'] },
};

export const askedLevel = (provider: StateProvider): string => levels[provider].asked;

export const isEnough = (provider: StateProvider, level: string | undefined): boolean =>
  level !== undefined && levels[provider].enough.includes(level);

/** Whether a second factor was shown there already: then none is asked for here. */
export const hasSecondFactor = (means: readonly string[]): boolean => means.includes('mfa');
