import * as z from 'zod/mini';
import { FicheRef, RevisionNumber } from '../fiche.ts';
import { EditedFiche, FicheContent } from '../fiche-content.ts';
import { PageQuery, pageOf } from '../page.ts';
import { Decision, Difference, Draft, Proposal, Revision } from '../revision.ts';
import { defineRoute } from './route.ts';

const access = { role: 'editor' } as const;
const draftPath = '/fiches/{audience}/{ficheId}/draft';
const version = z.int().check(z.gte(1));

/** DILA's largest fiche is 511 KB of XML; the whole request stays under what the gateway takes. */
const DraftSource = z.discriminatedUnion('from', [
  z.object({ from: z.literal('xml'), xml: z.string().check(z.minLength(1), z.maxLength(2_000_000)) }),
  z.object({ from: z.literal('edit'), edit: EditedFiche }),
]);

export const editing = {
  draftRevision: defineRoute({
    method: 'POST',
    path: draftPath,
    summary: 'Ouvrir un brouillon d’une fiche, depuis un fichier XML ou par modification de ses blocs',
    access,
    audit: 'draft.opened',
    params: FicheRef,
    body: DraftSource,
    status: 201,
    response: Draft,
    problems: ['fiche-not-found', 'fiche-xml-refused', 'draft-exists', 'draft-refused', 'draft-unchanged'],
  }),
  saveDraft: defineRoute({
    method: 'PUT',
    path: draftPath,
    summary: 'Enregistrer une nouvelle version du brouillon',
    access,
    audit: 'draft.saved',
    params: FicheRef,
    body: z.object({ version, source: DraftSource }),
    status: 200,
    response: Draft,
    problems: ['fiche-not-found', 'fiche-xml-refused', 'draft-not-found', 'draft-outdated', 'draft-refused', 'draft-unchanged'],
  }),
  readDraft: defineRoute({
    method: 'GET',
    path: draftPath,
    summary: 'Lire le brouillon et ce qu’il change',
    access,
    params: FicheRef,
    status: 200,
    response: z.object({ draft: Draft, content: FicheContent, difference: Difference, proposal: Proposal }),
    problems: ['draft-not-found'],
  }),
  decideDraft: defineRoute({
    method: 'PUT',
    path: `${draftPath}/decision`,
    summary: 'Dire si la modification est significative, et pourquoi',
    access,
    audit: 'draft.decided',
    params: FicheRef,
    body: z.object({ version, decision: Decision }),
    status: 200,
    response: Draft,
    problems: ['draft-not-found', 'draft-outdated'],
  }),
  publishDraft: defineRoute({
    method: 'POST',
    path: `${draftPath}/publication`,
    summary: 'Publier le brouillon, maintenant ou à une date donnée',
    access,
    audit: 'draft.published',
    params: FicheRef,
    body: z.object({ version, at: z._default(z.nullable(z.iso.datetime({ offset: true })), null) }),
    status: 202,
    response: z.object({ draft: z.nullable(Draft), revision: z.nullable(Revision) }),
    problems: ['draft-not-found', 'draft-outdated', 'draft-undecided', 'publication-date-past', 'publication-date-too-far'],
  }),
  cancelScheduledPublication: defineRoute({
    method: 'DELETE',
    path: `${draftPath}/publication`,
    summary: 'Annuler la publication prévue et rouvrir le brouillon',
    access,
    audit: 'draft.reopened',
    params: FicheRef,
    status: 204,
    problems: ['draft-not-found', 'draft-outdated'],
  }),
  discardDraft: defineRoute({
    method: 'DELETE',
    path: draftPath,
    summary: 'Abandonner le brouillon',
    access,
    audit: 'draft.discarded',
    params: FicheRef,
    status: 204,
    problems: ['draft-not-found'],
  }),
  listRevisionsToReview: defineRoute({
    method: 'GET',
    path: '/reviews',
    summary: 'Lister les révisions importées qui attendent une décision',
    access,
    query: PageQuery,
    status: 200,
    response: pageOf(Revision),
    problems: [],
  }),
  decideRevision: defineRoute({
    method: 'PUT',
    path: '/fiches/{audience}/{ficheId}/revisions/{revision}/decision',
    summary: 'Dire si une révision importée est significative ; si oui, prévenir les abonnés',
    access,
    audit: 'revision.decided',
    params: z.extend(FicheRef, { revision: RevisionNumber }),
    body: Decision,
    status: 200,
    response: Revision,
    problems: ['revision-not-found', 'revision-already-decided'],
  }),
};
