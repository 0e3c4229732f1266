import type { Revision } from '../../../schemas/revision.ts';
import { fingerprintOf } from '../rules/fingerprint.ts';
import { headingsOf } from '../rules/headings.ts';
import type { NewContent, NewRevision, Removal, StoredFiche } from './fiche-store.ts';

const ofContent = ({ base, content, origin, publishedAt, importId, importOutcome }: NewContent, contentKey: string): StoredFiche => {
  const { audience, ficheId, kind, title, description, theme, modifiedOn, importantOn } = content;
  const fingerprint = fingerprintOf(content);
  return {
    audience,
    ficheId,
    kind,
    title,
    description,
    theme,
    modifiedOn,
    importantOn,
    revision: (base?.revision ?? 0) + 1,
    status: 'live',
    publishedAt,
    fingerprint,
    importedFingerprint: origin === 'import' ? fingerprint : (base?.importedFingerprint ?? null),
    contentKey,
    headings: headingsOf(content),
    importId,
    importOutcome,
  };
};

const ofRemoval = ({ base, publishedAt, importId, importOutcome }: Removal): StoredFiche => ({
  ...base,
  revision: base.revision + 1,
  status: 'removed',
  publishedAt,
  importedFingerprint: null,
  importId,
  importOutcome,
});

/** The fiche as it will stand once the change is published. */
export const nextFiche = (change: NewRevision, contentKey: string): StoredFiche =>
  change.origin === 'removal' ? ofRemoval(change) : ofContent(change, contentKey);

export const nextRevision = (change: NewRevision, { audience, ficheId, revision, title, publishedAt }: StoredFiche): Revision => ({
  audience,
  ficheId,
  revision,
  title,
  origin: change.origin,
  publishedAt,
  ...change.verdict,
  proposal: change.origin === 'removal' ? null : change.proposal,
  wordsAdded: change.origin === 'removal' ? 0 : change.difference.wordsAdded,
  wordsRemoved: change.origin === 'removal' ? 0 : change.difference.wordsRemoved,
});
