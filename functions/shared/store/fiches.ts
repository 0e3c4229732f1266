import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type FicheRef, FicheSummary, ficheKey } from '../../../schemas/fiche.ts';
import { batchGet } from './batch-get.ts';

export type FicheTitle = Pick<FicheSummary, 'title' | 'status'>;

/** How fiches are called today, by `ficheKey`; at most 100, and one that never existed is not in the map. */
export type FicheTitles = (fiches: FicheRef[]) => Promise<Map<string, FicheTitle>>;

const StoredTitle = z.pick(FicheSummary, { title: true, status: true });

export const ficheTitles =
  (client: DynamoDBDocumentClient, table: string): FicheTitles =>
  async (fiches) => {
    const keys = [...new Set(fiches.map(ficheKey))].map((pk) => ({ pk, sk: 'fiche' }));
    const items = await batchGet(client, { table, keys, attributes: ['pk', 'title', 'status'] });
    return new Map(items.map((item) => [String(item['pk']), StoredTitle.parse(item)]));
  };
