import type { Audience, FicheId, FicheSummary } from '../../../schemas/fiche.ts';
import type { WebhookEventType, WebhookInterest } from '../../../schemas/webhook.ts';

/** What happened, as far as partners choose by it. */
export interface Happening {
  type: Exclude<WebhookEventType, 'webhook.test'>;
  audience: Audience;
  themeId: string;
}

/** The name under which the site lists what DILA puts under no theme. */
const NO_THEME = 'autres';

/** Where a fiche is listed; a theme is listed under itself. */
export const themeIdOf = (fiche: Pick<FicheSummary, 'kind' | 'theme'> & { ficheId: FicheId }): string =>
  fiche.kind === 'theme' ? fiche.ficheId : (fiche.theme?.id ?? NO_THEME);

export const isInterested = (interest: WebhookInterest, { type, audience, themeId }: Happening): boolean => {
  if (interest.events === 'every-revision') return true;
  if (type !== 'fiche.significant') return false;
  if (interest.events === 'significant') return true;
  return interest.audience === audience && (interest.themes.length === 0 || interest.themes.includes(themeId));
};
