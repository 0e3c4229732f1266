import type { Frequency } from '../../../../schemas/subscription.ts';

/** How often somebody is told, in their words. */
export const frequencyNames: Record<Frequency, string> = {
  'at-once': 'Tout de suite',
  daily: 'Récapitulatif de chaque jour',
  weekly: 'Récapitulatif de chaque semaine',
};
