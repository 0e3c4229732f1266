import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../../functions/fiches/rules/difference.ts';
import type { Revised } from '../../../functions/fiches/rules/significance/evidence.ts';
import { proposalForDraft, proposalForImport } from '../../../functions/fiches/rules/significance/propose.ts';
import type { Block, Contact, FicheContent } from '../../../schemas/fiche-content.ts';
import { aContent, paragraph, section } from '../../doubles/fiche-content.ts';
import { repetitionIn } from '../../doubles/repetition.ts';

type Side = { body?: (Block | string)[] } & Partial<Omit<FicheContent, 'body'>>;

const contentOf = ({ body, ...change }: Side): FicheContent => aContent(body, change);

const revisedFrom = (before: Side, after: Side): Revised => {
  const [old, fresh] = [contentOf(before), contentOf(after)];
  return { before: old, after: fresh, difference: differenceOf(old, fresh), on: '2026-04-15' };
};

const moved = { modifiedOn: '2026-04-10' };
const dated = { modifiedOn: '2026-04-01' };

const row = (...cells: string[]) => cells.map((cell) => ({ content: [paragraph(cell)], header: false }));
const table = (...rows: string[][]): Block => ({ kind: 'table', caption: ['Plafonds'], rows: rows.map((cells) => row(...cells)) });

const reform: FicheContent['banners'] = [
  { title: ['Loi Mobilité'], content: [paragraph('Dans l’attente du décret, cette page reste d’actualité.')] },
];
const office = (title: string): Contact => ({ type: 'Local', title, content: [paragraph('Ouvert du lundi au vendredi.')] });

const significant: [what: string, before: Side, after: Side, reason: RegExp][] = [
  [
    'an amount that is revised',
    { body: ['L’aide est de 450 €.'] },
    { body: ['L’aide est de 480 €.'], ...dated },
    /^Montant modifié : 450 € → 480 €$/,
  ],
  [
    'an amount of a table',
    { body: [table(['Seul', '15 375 €'], ['En couple', '20 000 €'])] },
    { body: [table(['Seul', '15 575 €'], ['En couple', '20 000 €'])], ...dated },
    /^Montant modifié : 15 375 € → 15 575 €$/,
  ],
  [
    'a deadline put off with an amount',
    { body: ['La demande de 450 € doit être faite au plus tard le 31 mars 2026.'] },
    { body: ['La demande de 500 € doit être faite au plus tard le 30 juin 2026.'], ...moved },
    /^Date limite reportée au 30 juin 2026$/,
  ],
  [
    'a reform that has come into force',
    { body: ['Le permis suffit.'], banners: reform },
    { body: ['Le permis suffit, sauf pour les véhicules lourds immatriculés hors d’Europe.'], ...dated },
    /Loi Mobilité/,
  ],
  [
    'a new condition dated of the day it applies',
    { body: ['L’aide est ouverte à tous.'] },
    {
      body: [
        'L’aide est ouverte à tous.',
        'Depuis le 1er avril 2026, le versement suppose une attestation d’assurance, sauf pour les étudiants boursiers.',
      ],
      ...dated,
    },
    /^Nouvelle condition : « Depuis le 1er avril 2026, .*»$/,
  ],
  [
    'a decree that the fiche did not name',
    { body: ['Le tarif change chaque année.'] },
    {
      body: ['Le tarif est fixé par décret pour chaque commune.'],
      references: [{ type: 'Texte de référence', title: 'Décret n° 2026-120 du 2 mars 2026 relatif aux tarifs' }],
      ...dated,
    },
    /^Nouveau texte de référence : « Décret n° 2026-120/,
  ],
];

const quiet: [what: string, before: Side, after: Side, reason: RegExp][] = [
  ['nothing at all', {}, {}, /^Aucun passage ne se lit autrement$/],
  ['dates alone', {}, dated, /^Aucun passage ne se lit autrement$/],
  ['a contact', { contacts: [office('Mairie')] }, { contacts: [office('Préfecture')], ...moved }, /^Le texte ne change pas/],
  ['a banner', {}, { banners: reform, ...moved }, /^Le texte ne change pas/],
  [
    'a link',
    { related: [{ title: 'Voir aussi', links: [{ title: 'Permis', to: { kind: 'web', url: 'https://a.test' } }] }] },
    { related: [{ title: 'Voir aussi', links: [{ title: 'Carte grise', to: { kind: 'web', url: 'https://a.test' } }] }], ...moved },
    /^Le texte ne change pas/,
  ],
  [
    'capitals',
    { body: [section('Pièces', 'une photo', 'un timbre')] },
    { body: [section('Pièces', 'Une photo', 'Un timbre')] },
    /^Seules la ponctuation ou les majuscules changent$/,
  ],
  [
    'other kinds of spaces',
    { body: ['Il faut 15 375 €.'] },
    { body: ['Il faut 15\u00a0375\u202f€.'] },
    /^Aucun passage ne se lit autrement$/,
  ],
  [
    'an amount rounded otherwise',
    { body: ['Le Smic est de 1 540 € par mois.'] },
    { body: ['Le Smic est de 1 539,42 € par mois.'] },
    /^Montant seulement arrondi autrement : 1 540 € → 1 539,42 €$/,
  ],
  [
    'the same words in another order of passages',
    { body: ['La mairie reçoit les demandes.', 'Le dossier est gratuit pour tous les habitants de la commune.'] },
    { body: ['Le dossier est gratuit pour tous les habitants de la commune.', 'La mairie reçoit les demandes.'] },
    /changent de place/,
  ],
];

describe('a revision', () => {
  it.each(significant)('with %s is proposed as significant, and says why', (_, before, after, reason) => {
    const revised = revisedFrom(before, after);
    const proposal = proposalForImport(revised);
    expect(proposal).toMatchObject({ significant: true, reasons: expect.arrayContaining([expect.stringMatching(reason)]) });
    expect(proposal.passages.length).toBeGreaterThan(0);
    expect(proposal.passages.every(({ position }) => revised.difference.passages[position]?.part === 'body')).toBe(true);
  });

  it.each(quiet)('with %s is not, and says why', (_, before, after, reason) => {
    for (const proposal of [proposalForImport(revisedFrom(before, after)), proposalForDraft(revisedFrom(before, after))]) {
      expect(proposal).toMatchObject({
        significant: false,
        passages: [],
        reasons: expect.arrayContaining([expect.stringMatching(reason)]),
      });
      expect(proposal.confidence).toBeLessThan(0.5);
    }
  });

  it('that an editor writes is judged without its date, which is that of the day', () => {
    const [now, later] = [
      revisedFrom({}, { body: ['Le montant est de 520 €.'] }),
      revisedFrom({}, { body: ['Le montant est de 520 €.'], ...dated }),
    ];
    expect(proposalForDraft(now)).toEqual(proposalForDraft(later));
    expect(proposalForImport(now).confidence).toBeLessThan(proposalForImport(later).confidence);
  });

  it('with an edit that many fiches of its import share is less likely to be significant, and says so', () => {
    const before = { body: ['Le tribunal de grande instance statue sur la demande.'] };
    const alone = revisedFrom(before, { body: ['Le tribunal judiciaire statue sur la demande.'] });
    const shared = { ...alone, repetition: repetitionIn(Array.from({ length: 30 }, () => alone.difference)) };
    expect(proposalForImport(shared).confidence).toBeLessThan(proposalForImport(alone).confidence);
    expect(proposalForImport(shared).reasons).toContain('La même modification se retrouve dans 29 autres fiches du même import');
  });

  it('tells of dates that change, and not of a year that is left out', () => {
    const reasonsFor = (before: string, after: string) =>
      proposalForImport(revisedFrom({ body: [before] }, { body: [after], ...moved })).reasons;
    expect(reasonsFor('Le vote a lieu le 15 mars 2026.', 'Le vote a lieu le 28 juin 2026.')).toContain(
      'Date modifiée : 15 mars 2026 → 28 juin 2026',
    );
    expect(reasonsFor('Ouvert jusqu’au 30 juin 2026.', 'Ouvert jusqu’au 31 mai 2026.')).toContain('Date limite avancée au 31 mai 2026');
    expect(reasonsFor('Le vote a lieu le 15 mars 2026.', 'Le vote a lieu le 15 mars.').join()).not.toContain('Date');
  });

  it('with many revised amounts names three and counts the others', () => {
    const rows = (rise: number) => Array.from({ length: 8 }, (_, at) => [`Part ${at}`, `${1000 + at * 90 + rise} €`]);
    const { reasons } = proposalForImport(revisedFrom({ body: [table(...rows(0))] }, { body: [table(...rows(17))], ...dated }));
    expect(reasons.slice(0, 4)).toEqual([
      'Montant modifié : 1000 € → 1017 €',
      'Montant modifié : 1090 € → 1107 €',
      'Montant modifié : 1180 € → 1197 €',
      '5 autres montants modifiés',
    ]);
  });
});
