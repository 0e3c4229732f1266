import { describe, expect, it } from 'vitest';
import { addToIndex, emptyIndex, loadIndex, type Question, search } from '../../functions/fiches/search/search-index.ts';
import { fold, searchWords } from '../../schemas/search.ts';
import { section } from '../doubles/fiche-content.ts';
import { aStoredFiche } from '../doubles/stored-fiche.ts';

const fiches = [
  aStoredFiche('F1', { title: 'Allocation de rentrée scolaire (ARS)', description: 'Une aide versée en août.' }),
  aStoredFiche('F3', { title: 'Bourse des collèges', description: 'Une aide de l’État pour le collège.' }),
  aStoredFiche('F4', { title: 'Garde d’enfants à l’école maternelle', description: 'Horaires.' }),
  aStoredFiche('F5', {
    title: 'Acte de naissance',
    description: 'Demande de copie.',
    body: [section('Demande par un généalogiste', 'Texte.')],
  }),
  aStoredFiche('R6', { kind: 'service', title: 'Acte de naissance', description: 'Demande en ligne.' }),
  aStoredFiche('F7', { audience: 'associations', title: 'Bourse aux livres', description: 'Vente.' }),
  aStoredFiche('F8', { title: 'Œuvres d’art volées', description: 'Déclaration.' }),
];
const index = emptyIndex();
for (const fiche of fiches) addToIndex(index, fiche);

const found = (q: string, question: Partial<Question> = {}): string[] =>
  search(index, { q, limit: 20, ...question }).map(({ ficheId }) => ficheId);

describe('the search', () => {
  const cases: [what: string, q: string, string][] = [
    ['accents left out', 'rentree', 'F1'],
    ['accents put in wrongly', 'collége', 'F3'],
    ['capitals', 'ALLOCATION', 'F1'],
    ['a word not yet ended', 'matern', 'F4'],
    ['a slip of the finger', 'alocation rentrée', 'F1'],
    ['singular for plural', 'bourse collège', 'F3'],
    ['plural for singular', 'allocations', 'F1'],
    ['an elision', 'ecole', 'F4'],
    ['an acronym in brackets', 'ars', 'F1'],
    ['the title of a section', 'généalogiste', 'F5'],
    ['a ligature', 'oeuvres', 'F8'],
    ['words that say nothing', 'comment faire pour une bourse au collège', 'F3'],
    ['a question of which no fiche holds every word', 'bourse collège introuvabletotal', 'F3'],
  ];
  it.each(cases)('forgives %s', (_, q, first) => {
    expect(found(q)[0]).toBe(first);
  });

  it('answers a question of many words, or of one again and again, by its first ones', () => {
    const many = emptyIndex();
    const words = Array.from({ length: 4_000 }, (_, at) => `con${at.toString(36)}`);
    for (let at = 1; at < 2_000; at++)
      addToIndex(
        many,
        aStoredFiche(`F${at}`, {
          title: words.slice(at, at + 40).join(' '),
          description: words
            .slice(at * 2)
            .slice(0, 80)
            .join(' '),
        }),
      );
    const ask = (q: string) => search(many, { q, limit: 5 }).map(({ ficheId }) => ficheId);
    expect(ask('con '.repeat(50))).toEqual(ask('con'));
    const distinct = Array.from({ length: 40 }, (_, at) => `con${at.toString(36)}`);
    expect(ask(distinct.join(' '))).toEqual(ask(distinct.slice(0, 12).join(' ')));
  });

  it('finds nothing for what nobody wrote about', () => {
    expect(found('zzzzqqq')).toEqual([]);
    expect(found('de la')).toEqual([]);
  });

  it('puts a fiche before the service of the same title', () => {
    expect(found('acte de naissance')).toEqual(['F5', 'R6']);
  });

  it('keeps to an audience, and to as many as asked', () => {
    expect(found('bourse')).toEqual(expect.arrayContaining(['F3', 'F7']));
    expect(found('bourse', { audience: 'associations' })).toEqual(['F7']);
    expect(found('bourse', { limit: 1 })).toHaveLength(1);
  });

  it('is the same from the file as it was when built', () => {
    const loaded = loadIndex(JSON.parse(JSON.stringify(index)));
    expect(search(loaded, { q: 'bourse', limit: 20 })).toEqual(search(index, { q: 'bourse', limit: 20 }));
  });
});

describe('folding', () => {
  it.each([
    ['Œuvre d’État', 'oeuvre d etat'],
    ['  À  l’hôpital (CHU) ', 'a l hopital chu'],
    ['1er janvier 2026', '1er janvier 2026'],
  ])('makes %j %j', (text, folded) => expect(fold(text)).toBe(folded));

  it('keeps digits and drops words that tell nothing', () => {
    expect(searchWords('Quel est le formulaire n° 5 ?')).toEqual(['formulaire', '5']);
  });
});
