import { ficheDeclaredSignificant, ficheRevised } from '../../../schemas/events/fiches.ts';
import { ficheKey } from '../../../schemas/fiche.ts';
import type { Trail } from '../../shared/context.ts';
import { held, type NewEvent, newEvent, type Write } from '../../shared/store/commit.ts';
import { announcementOf } from '../rules/announcement.ts';
import { fingerprintOf } from '../rules/fingerprint.ts';
import { noDifference } from '../rules/no-difference.ts';
import { contentKey, writeContent, writeDifference } from './content.ts';
import { draftItemKey } from './draft-item.ts';
import { ficheItem } from './fiche-item.ts';
import type { NewRevision, StoredFiche } from './fiche-store.ts';
import { type KeptContent, nextFiche, nextRevision } from './next-revision.ts';
import { revisionItem } from './revision-item.ts';
import type { StoredRevision } from './revision-store.ts';
import type { StoreDependencies } from './store-dependencies.ts';

/** Nobody published in between: the fiche is still the one that was read, or still absent. */
const stillAtBase = (base: StoredFiche | undefined) =>
  base
    ? {
        ConditionExpression: '#revision = :base',
        ExpressionAttributeNames: { '#revision': 'revision' },
        ExpressionAttributeValues: { ':base': base.revision },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };

export const recordImported =
  ({ table, commit }: StoreDependencies) =>
  (fiche: StoredFiche, said: Pick<StoredFiche, 'importedFingerprint' | 'announcedEarlier'>): Promise<boolean> =>
    held(commit({ writes: [{ Put: { TableName: table, Item: ficheItem({ ...fiche, ...said }), ...stillAtBase(fiche) } }] }));

const eventsOf = (fiche: StoredFiche, revision: StoredRevision, change: NewRevision): NewEvent[] => {
  const { audience, ficheId } = fiche;
  const revised = newEvent(ficheRevised, { audience, ficheId, revision: revision.revision });
  if (revision.significance !== 'significant') return [revised];
  const difference = change.origin === 'removal' ? noDifference : change.difference;
  const about = { fiche, revision: revision.revision, title: fiche.title, changeNote: revision.changeNote ?? '', urgent: revision.urgent };
  return [revised, newEvent(ficheDeclaredSignificant, announcementOf(about, difference))];
};

const draftTaken = (table: string, fiche: StoredFiche, change: NewRevision): Write[] =>
  change.origin !== 'removal' && change.draft
    ? [
        {
          Delete: {
            TableName: table,
            Key: draftItemKey(fiche),
            ConditionExpression: '#version = :version',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':version': change.draft.version },
          },
        },
      ]
    : [];

/** Objects first: a revision that is in the table can always be read; an object that no revision names does no harm. */
const writeObjects = async (
  { objects }: StoreDependencies,
  change: NewRevision,
): Promise<{ kept: KeptContent; difference: string | null }> => {
  if (change.origin === 'removal') return { kept: { key: change.base.contentKey, fingerprint: change.base.fingerprint }, difference: null };
  const fingerprint = fingerprintOf(change.content);
  const isFirst = change.base === undefined;
  const [difference] = await Promise.all([
    isFirst
      ? null
      : writeDifference(objects, change.content, {
          fingerprint,
          revision: (change.base?.revision ?? 0) + 1,
          difference: change.difference,
        }),
    writeContent(objects, change.content, fingerprint),
  ]);
  return { kept: { key: contentKey(change.content, fingerprint), fingerprint }, difference };
};

export const publishRevision =
  (dependencies: StoreDependencies) =>
  async (change: NewRevision, trail?: Trail): Promise<'published' | 'conflict'> => {
    const { table, commit } = dependencies;
    const { kept, difference } = await writeObjects(dependencies, change);
    const fiche = nextFiche(change, kept);
    const revision: StoredRevision = { ...nextRevision(change, fiche), differenceKey: difference, decidedAt: null };
    const published = await held(
      commit({
        writes: [
          { Put: { TableName: table, Item: ficheItem(fiche), ...stillAtBase(change.base) } },
          { Put: { TableName: table, Item: revisionItem(revision), ConditionExpression: 'attribute_not_exists(pk)' } },
          ...draftTaken(table, fiche, change),
        ],
        events: eventsOf(fiche, revision, change),
        trail,
        about: { fiche: ficheKey(fiche), revision: revision.revision },
      }),
    );
    return published ? 'published' : 'conflict';
  };
