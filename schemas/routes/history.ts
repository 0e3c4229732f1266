import * as z from 'zod/mini';
import { HistoryEntry, HistoryTheme } from '../history.ts';
import { PageQuery, pageOf } from '../page.ts';
import { defineRoute } from './route.ts';

/** As it is read: with the words of its kind. */
const ReadEntry = z
  .extend(HistoryEntry, { id: z.string(), theme: HistoryTheme, label: z.string() })
  .register(z.globalRegistry, { id: 'ReadEntry' });

export const history = {
  listHistory: defineRoute({
    method: 'GET',
    path: '/account/history',
    summary: 'Lire l’historique de mon compte, du plus récent au plus ancien',
    access: 'signed-in',
    query: z.extend(PageQuery, {
      theme: z.optional(HistoryTheme).register(z.globalRegistry, { description: 'Seulement les lignes de ce thème' }),
    }),
    status: 200,
    response: pageOf(ReadEntry),
    problems: [],
  }),
};
