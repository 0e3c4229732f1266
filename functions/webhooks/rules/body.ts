import type { WebhookEventType, WebhookId, WebhookRevision } from '../../../schemas/webhook.ts';

/** What happened to a fiche, before it is put into words for partners. */
export interface RevisionFacts extends Pick<WebhookRevision, 'audience' | 'ficheId' | 'revision' | 'title' | 'changeNote'> {
  /** Whether there is a page that compares it with the revision before. */
  compared: boolean;
}

/** In characters. With a note of a thousand, a body stays far below the 20 kB that the specification advises. */
const LONGEST_TITLE = 300;

const bodyOf = (type: WebhookEventType, timestamp: string, data: object): string => JSON.stringify({ type, timestamp, data });

/** Nothing that the site does not show to everybody; `site` is its address, without a last slash. */
export const revisionBody = (type: WebhookEventType, at: string, { facts, site }: { facts: RevisionFacts; site: string }): string => {
  const { audience, ficheId, revision, title, changeNote, compared } = facts;
  const place = `${site}/fiches/${audience}/${ficheId}`;
  const data: WebhookRevision = {
    audience,
    ficheId,
    revision,
    title: title.slice(0, LONGEST_TITLE),
    ficheAddress: `${place}.html`,
    differenceAddress: compared ? `${place}/revisions/${revision}.html` : null,
    changeNote,
  };
  return bodyOf(type, at, data);
};

export const testBody = (webhookId: WebhookId, at: string): string =>
  bodyOf('webhook.test', at, { webhookId, message: 'Ceci est un essai : aucune fiche n’a changé.' });
