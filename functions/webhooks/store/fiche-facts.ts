import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type FicheRef, FicheSummary, ficheKey } from '../../../schemas/fiche.ts';
import { Revision } from '../../../schemas/revision.ts';
import { batchGet } from '../../shared/store/batch-get.ts';
import type { RevisionFacts } from '../rules/body.ts';
import { themeIdOf } from '../rules/interest.ts';

/** What the site shows of a revision, and where its fiche is listed. Throws when there is no such revision: its event comes with it. */
export type ReadFacts = (ref: FicheRef & { revision: number }) => Promise<RevisionFacts & { themeId: string }>;

const StoredFiche = z.pick(FicheSummary, { ficheId: true, kind: true, theme: true });
const StoredRevision = z.extend(z.pick(Revision, { audience: true, ficheId: true, revision: true, title: true, changeNote: true }), {
  differenceKey: z.nullable(z.string()),
});

/** Where they live, as the capability of fiches keeps them. */
export const factsReader =
  (client: DynamoDBDocumentClient, table: string): ReadFacts =>
  async (ref) => {
    const pk = ficheKey(ref);
    const keys = [
      { pk, sk: 'fiche' },
      { pk, sk: `revision#${String(ref.revision).padStart(6, '0')}` },
    ];
    const attributes = ['sk', 'audience', 'ficheId', 'kind', 'theme', 'revision', 'title', 'changeNote', 'differenceKey'];
    const items = await batchGet(client, { table, keys, attributes, consistent: true });
    const [fiche, revision] = keys.map(({ sk }) => items.find((item) => item['sk'] === sk));
    const { differenceKey, ...facts } = StoredRevision.parse(revision);
    return { ...facts, compared: differenceKey !== null, themeId: themeIdOf(StoredFiche.parse(fiche)) };
  };
