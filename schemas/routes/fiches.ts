import * as z from 'zod/mini';
import { Audience, FicheKind, FicheRef, FicheSummary, RevisionNumber } from '../fiche.ts';
import { FicheContent } from '../fiche-content.ts';
import { PageQuery, pageOf } from '../page.ts';
import { Difference, Revision } from '../revision.ts';
import { SearchHit, ThemeCount } from '../search.ts';
import { defineRoute } from './route.ts';

const access = 'public';

export const fiches = {
  listThemes: defineRoute({
    method: 'GET',
    path: '/themes',
    summary: 'Lister les thèmes et le nombre de leurs fiches',
    access,
    query: z.object({ audience: z.optional(Audience) }),
    status: 200,
    response: z.object({ items: z.array(ThemeCount) }),
    problems: [],
  }),
  listFiches: defineRoute({
    method: 'GET',
    path: '/fiches',
    summary: 'Lister les fiches d’un thème, par titre',
    access,
    query: z.extend(PageQuery, {
      audience: Audience,
      theme: z.optional(z.string().check(z.maxLength(40))),
      kind: z._default(FicheKind, 'fiche'),
    }),
    status: 200,
    response: pageOf(FicheSummary),
    problems: [],
  }),
  searchFiches: defineRoute({
    method: 'GET',
    path: '/fiches/search',
    summary: 'Chercher des fiches par mots, sans souci des accents ni des fautes légères',
    access,
    query: z.object({
      q: z.string().check(z.trim(), z.minLength(2, 'Tapez au moins deux lettres.'), z.maxLength(200)),
      audience: z.optional(Audience),
      limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(50)), 20),
    }),
    status: 200,
    response: z.object({ items: z.array(SearchHit) }),
    problems: [],
  }),
  readFiche: defineRoute({
    method: 'GET',
    path: '/fiches/{audience}/{ficheId}',
    summary: 'Lire une fiche',
    access,
    params: FicheRef,
    status: 200,
    response: z.object({ fiche: FicheSummary, content: FicheContent }),
    problems: ['fiche-not-found'],
  }),
  listRevisions: defineRoute({
    method: 'GET',
    path: '/fiches/{audience}/{ficheId}/revisions',
    summary: 'Lister les révisions d’une fiche, la plus récente d’abord',
    access,
    params: FicheRef,
    query: PageQuery,
    status: 200,
    response: pageOf(Revision),
    problems: ['fiche-not-found'],
  }),
  readRevision: defineRoute({
    method: 'GET',
    path: '/fiches/{audience}/{ficheId}/revisions/{revision}',
    summary: 'Lire une révision et ce qui y a changé',
    access,
    params: z.extend(FicheRef, { revision: RevisionNumber }),
    status: 200,
    response: z.object({ revision: Revision, difference: Difference }),
    problems: ['revision-not-found'],
  }),
};
