import { z } from 'zod';
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
    query: z.object({ audience: Audience.optional() }),
    status: 200,
    response: z.object({ items: z.array(ThemeCount) }),
    problems: [],
  }),
  listFiches: defineRoute({
    method: 'GET',
    path: '/fiches',
    summary: "Lister les fiches d'un thème, par titre",
    access,
    query: PageQuery.extend({ audience: Audience, theme: z.string().max(40).optional(), kind: FicheKind.default('fiche') }),
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
      q: z.string().trim().min(2, 'Tapez au moins deux lettres.').max(200),
      audience: Audience.optional(),
      limit: z.coerce.number().int().min(1).max(50).default(20),
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
    summary: "Lister les révisions d'une fiche, la plus récente d'abord",
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
    params: FicheRef.extend({ revision: RevisionNumber }),
    status: 200,
    response: z.object({ revision: Revision, difference: Difference }),
    problems: ['revision-not-found'],
  }),
};
