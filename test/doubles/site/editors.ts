import { Problem } from '../../../functions/shared/problem.ts';
import { AccountId } from '../../../schemas/account.ts';
import { FicheId } from '../../../schemas/fiche.ts';
import type { Difference, Draft, Proposal, Revision } from '../../../schemas/revision.ts';
import { aContent, paragraph, section } from '../fiche-content.ts';
import type { Answers } from './api.ts';

const fiche = { audience: 'particuliers' as const, ficheId: FicheId.parse('F984') };

const difference: Difference = {
  passages: [
    {
      change: 'rewritten',
      part: 'body',
      path: ['Montant', 'Échelon 1'],
      words: [
        { change: 'same', text: 'Le montant est de ' },
        { change: 'removed', text: '105 €' },
        { change: 'added', text: '111 €' },
        { change: 'same', text: ' par an.' },
      ],
    },
    { change: 'added', part: 'body', path: [], words: [{ change: 'same', text: 'La demande se fait en ligne.' }] },
  ],
  wordsAdded: 7,
  wordsRemoved: 1,
};

const proposal: Proposal = {
  significant: true,
  confidence: 0.93,
  reasons: ['Montant modifié : 105 € → 111 €'],
  passages: [{ position: 0, reasons: ['Montant modifié : 105 € → 111 €'] }],
};

const revision: Revision = {
  ...fiche,
  revision: 4,
  title: 'Bourse des collèges',
  origin: 'import',
  publishedAt: '2026-03-01T09:00:00.000Z',
  significance: 'undecided',
  decidedBy: null,
  reason: null,
  changeNote: null,
  urgent: false,
  proposal,
  wordsAdded: 7,
  wordsRemoved: 1,
};

const content = aContent([section('Montant', 'Le montant est de 105 € par an.'), paragraph('Demandez-la au collège.')], {
  ...fiche,
  title: 'Bourse des collèges',
});

/** What an editor reads and decides, as the API tells of it. */
export const editingOnSite = () => {
  const state = {
    reviews: [revision],
    draft: undefined as Draft | undefined,
    content,
    published: [] as (string | null)[],
  };
  const draftOf = (more: Partial<Draft>): Draft => ({
    ...fiche,
    base: 4,
    version: 1,
    title: content.title,
    state: 'open',
    publishAt: null,
    decision: null,
    savedBy: AccountId.parse('0d5dbe66-2c3c-4a27-9a4f-1f1a5b1a7c11'),
    savedAt: '2026-03-02T09:00:00.000Z',
    ...state.draft,
    ...more,
  });
  const keep = (more: Partial<Draft>): Draft => {
    state.draft = draftOf(more);
    return state.draft;
  };
  const answers: Answers = {
    listRevisionsToReview: () => ({ items: state.reviews, next: null }),
    readRevision: () => ({ revision: state.reviews[0] ?? revision, difference }),
    readReach: () => ({ people: 1204 }),
    decideRevision: ({ body }) => {
      state.reviews = [{ ...revision, ...body }];
      return { ...revision, ...body };
    },
    searchFiches: () => ({ items: [{ ...content, ficheId: fiche.ficheId, description: 'Une aide pour le collège.' }] }),
    readFiche: () => ({
      fiche: { ...content, ficheId: fiche.ficheId, revision: 4, status: 'live', publishedAt: revision.publishedAt },
      content,
    }),
    readDraft: () => {
      if (!state.draft) throw new Problem('draft-not-found');
      return { draft: state.draft, content: state.content, difference, proposal };
    },
    draftRevision: ({ body }) => {
      if (body.from === 'edit') state.content = { ...content, ...body.edit };
      return keep({});
    },
    saveDraft: ({ body: { version, source } }) => {
      if (source.from === 'edit') state.content = { ...state.content, ...source.edit };
      return keep({ version: version + 1 });
    },
    decideDraft: ({ body: { version, decision } }) => keep({ version: version + 1, decision }),
    publishDraft: ({ body: { at } }) => {
      state.published.push(at);
      if (at !== null) return { draft: keep({ state: 'scheduled', publishAt: at }), revision: null };
      state.draft = undefined;
      return { draft: null, revision: { ...revision, significance: 'significant' } };
    },
    cancelScheduledPublication: () => void keep({ state: 'open', publishAt: null }),
    discardDraft: () => {
      state.draft = undefined;
    },
    readLedger: ({ params }) => ({
      ...params,
      state: 'sending',
      startedAt: '2026-03-02T09:00:00.000Z',
      endedAt: null,
      expected: 1204,
      accepted: 800,
      delivered: 790,
      bounced: 2,
      complained: 0,
      failed: 0,
      left: 1,
      waitingUntil: null,
      toldWith: null,
      joined: [],
      inDigests: 310,
    }),
  };
  return { state, answers };
};
