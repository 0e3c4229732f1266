import type { Revision } from '../../../schemas/revision.ts';
import { headingsOf } from '../rules/headings.ts';
import type { NewContent, NewRevision, Removal, StoredFiche } from './fiche-store.ts';

/** Where the content of a revision lies, and what it is compared by. */
export interface KeptContent {
  key: string;
  fingerprint: string;
}

const ofContent = (
  { base, content, origin, publishedAt, importId, importOutcome }: NewContent,
  { key, fingerprint }: KeptContent,
): StoredFiche => {
  const { audience, ficheId, kind, title, description, theme, modifiedOn, importantOn } = content;
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
    announcedEarlier: origin === 'editor' ? base?.announcedEarlier : undefined,
    importedFingerprint: origin === 'import' ? fingerprint : (base?.importedFingerprint ?? null),
    contentKey: key,
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
export const nextFiche = (change: NewRevision, kept: KeptContent): StoredFiche =>
  change.origin === 'removal' ? ofRemoval(change) : ofContent(change, kept);

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
