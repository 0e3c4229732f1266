import type { SpaceId } from '../../schemas/account.ts';
import type { DocumentId } from '../../schemas/document.ts';
import { documentExpiring } from '../../schemas/events/documents.ts';
import type { Clock } from '../shared/clock.ts';
import { newEvent } from '../shared/store/commit.ts';
import { nextReminder } from './rules/reminders.ts';
import type { DocumentStore } from './store/document-store.ts';

export interface RemindDependencies {
  documents: Pick<DocumentStore, 'change'>;
  clock: Clock;
}

/**
 * Tells the members of a document that expires soon, once for each of its two moments: the next one is set in the same transaction. After a stop of
 * ours they are told once of what they still have time for, and not at all of what has already expired.
 */
export const remind =
  ({ documents, clock }: RemindDependencies) =>
  async (spaceId: SpaceId, documentId: DocumentId): Promise<void> => {
    const now = clock();
    await documents.change(spaceId, documentId, (document) => {
      const { reminder, expiresOn } = document;
      if (!reminder || expiresOn === null || reminder.at > now.toISOString()) return undefined;
      const next = { ...document, reminder: nextReminder(document, now) };
      if (expiresOn < now.toISOString().slice(0, 10)) return { next };
      return {
        next,
        events: [newEvent(documentExpiring, { spaceId, documentId, expiresOn })],
        action: { kind: 'document.expiring', by: 'parvis', at: now, object: document },
      };
    });
  };
