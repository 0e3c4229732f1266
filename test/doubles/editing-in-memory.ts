import { randomUUID } from 'node:crypto';
import { differenceOf } from '../../functions/fiches/rules/difference.ts';
import { noDifference } from '../../functions/fiches/rules/no-difference.ts';
import { declaredByImport } from '../../functions/fiches/rules/significance.ts';
import type { DraftStore, StoredDraft } from '../../functions/fiches/store/draft-store.ts';
import type { FicheStore } from '../../functions/fiches/store/fiche-store.ts';
import type { RevisionRef, RevisionStore, StoredRevision } from '../../functions/fiches/store/revision-store.ts';
import type { Log } from '../../functions/shared/log.ts';
import { AccountId } from '../../schemas/account.ts';
import { type FicheRef, ficheKey } from '../../schemas/fiche.ts';
import type { FicheContent } from '../../schemas/fiche-content.ts';
import type { LogCode, LogFields } from '../../schemas/log-codes.ts';
import type { Announcement } from '../../schemas/publication.ts';
import type { Difference, Revision } from '../../schemas/revision.ts';
import { contextOf } from './context.ts';
import { aContent } from './fiche-content.ts';
import { fichesInMemory, type PublishedFiches } from './fiches-in-memory.ts';
import { firstRevision } from './stored-fiche.ts';

/** Drafts in memory, each version following the one that its author saw. */
const draftsInMemory = () => {
  const kept = new Map<string, StoredDraft>();
  const contents = new Map<string, FicheContent>();
  const store: DraftStore = {
    findDraft: async (ref) => kept.get(ficheKey(ref)),
    writeDraftContent: async (content) => {
      const key = randomUUID();
      contents.set(key, content);
      return key;
    },
    readDraftContent: async ({ contentKey }) => {
      const content = contents.get(contentKey);
      if (!content) throw new Error('this draft has lost its content');
      return content;
    },
    createDraft: async (draft) => !kept.has(ficheKey(draft)) && kept.set(ficheKey(draft), draft) !== undefined,
    replaceDraft: async (draft, onVersion) =>
      kept.get(ficheKey(draft))?.version === onVersion && kept.set(ficheKey(draft), draft) !== undefined,
    discardDraft: async (ref) => kept.delete(ficheKey(ref)),
    async *listDue(now) {
      const due = [...kept.values()].filter(({ state, publishAt }) => state === 'scheduled' && publishAt !== null && publishAt <= now);
      yield* due.toSorted((a, b) => ((a.publishAt ?? '') < (b.publishAt ?? '') ? -1 : 1));
    },
  };
  return { store, kept, contents };
};

/** The revisions of fiches in memory, with their differences and the announcements that decisions sent out. */
const revisionsInMemory = (fiches: PublishedFiches) => {
  const differences = new Map<string, Difference>();
  const announced: Announcement[] = [];
  const decidedAt = new Map<string, string>();
  const keyOf = (ref: RevisionRef): string => `${ficheKey(ref)} ${ref.revision}`;
  const stored = (revision: Revision): StoredRevision => ({
    ...revision,
    differenceKey: differences.has(keyOf(revision)) ? keyOf(revision) : null,
    decidedAt: decidedAt.get(keyOf(revision)) ?? null,
  });
  const at = (ref: RevisionRef): number => fiches.revisions.findIndex((revision) => keyOf(revision) === keyOf(ref));
  const store: RevisionStore = {
    findRevision: async (ref) => {
      const found = fiches.revisions[at(ref)];
      return found && stored(found);
    },
    listRevisions: async (ref) => ({
      items: fiches.revisions
        .filter((one) => ficheKey(one) === ficheKey(ref))
        .toReversed()
        .map(stored),
      next: null,
    }),
    listToReview: async () => ({
      items: fiches.revisions.filter(({ significance }) => significance === 'undecided').map(stored),
      next: null,
    }),
    readDifference: async ({ differenceKey }) => differences.get(differenceKey ?? '') ?? noDifference,
    decideRevision: async (ref, { decidedAt: now, ...verdict }, announcement) => {
      const revision = fiches.revisions[at(ref)];
      if (revision?.significance !== 'undecided') return false;
      fiches.revisions[at(ref)] = { ...revision, ...verdict };
      decidedAt.set(keyOf(ref), now);
      if (announcement) announced.push(announcement);
      return true;
    },
  };
  return { store, announced, keep: (ref: RevisionRef, difference: Difference) => differences.set(keyOf(ref), difference) };
};

/** An editor at work on fiches in memory, at a time that the test sets. */
export const anEditor = () => {
  const fiches = fichesInMemory();
  const drafts = draftsInMemory();
  const revisions = revisionsInMemory(fiches);
  const logged: (LogFields & { code: LogCode })[] = [];
  const clock = { now: new Date('2026-03-01T08:00:00.000Z') };
  const publish: FicheStore['publish'] = async (change) => {
    if (change.origin === 'removal') return fiches.publish(change);
    const { audience, ficheId } = change.content;
    const key = ficheKey({ audience, ficheId });
    if (change.draft && drafts.kept.get(key)?.version !== change.draft.version) return 'conflict';
    const outcome = await fiches.publish(change);
    if (outcome === 'conflict') return outcome;
    if (change.draft) drafts.kept.delete(key);
    if (change.base) revisions.keep({ audience, ficheId, revision: change.base.revision + 1 }, change.difference);
    return outcome;
  };
  const dependencies = {
    store: { ...fiches, publish },
    drafts: drafts.store,
    revisions: revisions.store,
    clock: () => clock.now,
    log: ((code, fields) => logged.push({ code, ...fields })) as Log,
  };
  /** Publishes a first revision, as an import does. */
  const imported = async (ref: FicheRef, text = 'Le montant est de 500 €.') => {
    await publish(firstRevision(aContent([text], ref)));
  };
  /** Publishes the next revision, as an import does. */
  const importedAgain = async (ref: FicheRef, text: string) => {
    const base = await fiches.find(ref);
    if (!base) throw new Error('no such fiche');
    const content = aContent([text], ref);
    const before = await fiches.readContent(base.contentKey);
    const difference = differenceOf(before, content);
    await publish({ ...firstRevision(content), base, difference, verdict: declaredByImport(before, content, difference) });
  };
  const id = AccountId.parse(randomUUID());
  const context = contextOf(id, 'editor');
  return {
    id,
    fiches,
    announced: revisions.announced,
    logged,
    drafts,
    clock,
    dependencies,
    context,
    reading: { ...context, trail: undefined },
    imported,
    importedAgain,
  };
};
