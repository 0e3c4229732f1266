import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../../functions/fiches/rules/difference.ts';
import { noDifference } from '../../../functions/fiches/rules/no-difference.ts';
import type { Block, FicheContent } from '../../../schemas/fiche-content.ts';
import type { Passage } from '../../../schemas/revision.ts';
import { aContent, paragraph, section } from '../../doubles/fiche-content.ts';

/** « a [-b-]{+c+} d » */
const told = ({ change, part, path, words }: Passage): string => {
  const text = words
    .map(({ change: how, text: word }) => (how === 'same' ? word : how === 'added' ? `{+${word}+}` : `[-${word}-]`))
    .join('');
  return `${change} ${part} ${path.join(' › ')} | ${text}`;
};

const between = (before: FicheContent, after: FicheContent): string[] => differenceOf(before, after).passages.map(told);

const row = (...cells: string[]) => cells.map((text) => ({ content: [paragraph(text)], header: false }));
const table = (caption: string, ...rows: ReturnType<typeof row>[]): Block => ({ kind: 'table', caption: [caption], rows });
const list = (...items: string[]): Block => ({ kind: 'list', ordered: false, items: items.map((item) => [paragraph(item)]) });
const box = (title: string, text: string): Block => ({ kind: 'box', tone: 'note', title: [title], content: [paragraph(text)] });

const long = 'Vous devez déposer votre demande à la mairie de votre domicile avant la fin du mois de septembre.';

const other = 'Le maire vous répond par une lettre simple dans les deux mois qui suivent.';

const cases: [string, FicheContent, FicheContent, string[]][] = [
  ['an amount', aContent(), aContent(['Le montant est de 520 €.']), ['rewritten body  | Le montant est de [-500-]{+520+} €.']],
  [
    'an amount in thousands, as one word',
    aContent(['Le plafond est de 15 375 euros par an.']),
    aContent(['Le plafond est de 15 410 euros par an.']),
    ['rewritten body  | Le plafond est de [-15 375-]{+15 410+} euros par an.'],
  ],
  ['a new paragraph', aContent([long]), aContent([long, 'Le dépôt est gratuit.']), ['added body  | {+Le dépôt est gratuit.+}']],
  ['a paragraph that went', aContent([long, 'Le dépôt est gratuit.']), aContent([long]), ['removed body  | [-Le dépôt est gratuit.-]']],
  [
    'a paragraph under its titles',
    aContent([section('Demande', section('À la mairie', 'Le délai est de 2 mois.'))]),
    aContent([section('Demande', section('À la mairie', 'Le délai est de 3 mois.'))]),
    ['rewritten body Demande › À la mairie | Le délai est de [-2-]{+3+} mois.'],
  ],
  [
    'a new title with its text as that text',
    aContent([long]),
    aContent([long, section('Recours', 'Vous pouvez saisir le médiateur.')]),
    ['added body Recours | {+Vous pouvez saisir le médiateur.+}'],
  ],
  [
    'a title of its own, and not the text under it',
    aContent([section('Qui est concerné ?', long)]),
    aContent([section('Qui donc est concerné ?', long)]),
    ['rewritten body  | Qui {+donc +}est concerné ?'],
  ],
  [
    'an item of a list',
    aContent([list('Pièce d’identité', 'Justificatif de domicile')]),
    aContent([list('Pièce d’identité', 'Justificatif de domicile de moins de 3 mois')]),
    ['rewritten body  | Justificatif de domicile{+ de moins de 3 mois+}'],
  ],
  [
    'a cell beside what it is about',
    aContent([table('Plafonds', row('Personne seule', '8 000 €'), row('Couple', '12 000 €'))]),
    aContent([table('Plafonds', row('Personne seule', '8 000 €'), row('Couple', '12 500 €'))]),
    ['rewritten body Plafonds | Couple | [-12 000-]{+12 500+} €'],
  ],
  [
    'a block that moved as moved, once for all its lines',
    aContent([section('Conditions', long, 'Vous devez résider en France depuis un an.'), section('Démarche', 'Écrivez.')]),
    aContent([section('Démarche', 'Écrivez.'), section('Conditions', long, 'Vous devez résider en France depuis un an.')]),
    ['moved body  | Démarche'],
  ],
  [
    'a box under its kind',
    aContent([long]),
    aContent([long, box('À noter', 'L’aide n’est pas imposable.')]),
    ['added body À noter | {+L’aide n’est pas imposable.+}'],
  ],
  [
    'a telephone number as something around the text',
    aContent([], { contacts: [{ type: 'National', title: 'Allô Service Public', content: [paragraph('Appelez le 39 39.')] }] }),
    aContent([], { contacts: [{ type: 'National', title: 'Allô Service Public', content: [paragraph('Appelez le 36 36.')] }] }),
    ['rewritten around Où s’adresser › Allô Service Public | Appelez le [-39 39-]{+36 36+}.'],
  ],
  [
    'a reference that is new',
    aContent([long]),
    aContent([long], { references: [{ type: 'Texte de référence', title: 'Code civil : article 373', complement: 'Autorité' }] }),
    ['added around Textes de référence | {+Code civil : article 373 – Autorité+}'],
  ],
  [
    'a paragraph cut in two as its part that moved',
    aContent([`${long} ${other} Le dépôt est gratuit.`]),
    aContent([`${long} Le dépôt est gratuit.`, other]),
    [`moved body  | ${other}`],
  ],
  ['two paragraphs made one as the part that moved', aContent([long, other]), aContent([`${long} ${other}`]), [`moved body  | ${other}`]],
  [
    'a sentence that moved apart from what else changed',
    aContent([`${long} ${other} Le délai est de 2 mois.`]),
    aContent([`${long} Le délai est de 3 mois.`, section('Logement', `${other} Elle est gratuite.`)]),
    [
      `rewritten body  | ${long} Le délai est de [-2-]{+3+} mois.`,
      'added body Logement | {+Elle est gratuite.+}',
      `moved body Logement | ${other}`,
    ],
  ],
  [
    'a wholly other paragraph as two',
    aContent(['Rien à voir ici']),
    aContent([long]),
    [`removed body  | [-Rien à voir ici-]`, `added body  | {+${long}+}`],
  ],
];

describe('a difference', () => {
  it.each(cases)('tells %s', (_, before, after, expected) => {
    expect(between(before, after)).toEqual(expected);
  });

  const readTheSame: [string, string, string][] = [
    ['kinds of spaces', 'Il coûte 15 000 € : payez.', 'Il coûte 15\u00a0000\u202f€\u00a0: payez.'],
    ['line breaks', 'Il coûte cher.', 'Il coûte\n   cher.'],
    ['kinds of quotes and dashes', 'L’aide dite « sociale » – ici', 'L\'aide dite "sociale" - ici'],
    ['spaces around signs', 'La taxe (TH) coûte 86 €', 'La taxe(TH) coûte 86€'],
    ['soft hyphens', 'rentrée', 'ren\u00adtrée'],
    ['ways of composing accents', 'rentr\u00e9e', 'rentre\u0301e'],
  ];
  it.each(readTheSame)('says nothing of %s', (_, before, after) => {
    expect(differenceOf(aContent([before]), aContent([after]))).toEqual(noDifference);
    expect(between(aContent([`${before} Un mot de plus.`]), aContent([`${after} Deux mots de plus.`]))).toEqual([
      expect.stringMatching(/^rewritten body {2}\| [^[{]*\[-Un mot-\]\{\+Deux mots\+\} de plus\.$/),
    ]);
  });

  it('says nothing of marks, links and dates', () => {
    const marked = aContent([
      { kind: 'paragraph', content: ['Le ', { kind: 'mark', mark: 'strong', content: ['montant'] }, ' est de 500 €.'] },
    ]);
    expect(differenceOf(aContent(), { ...marked, modifiedOn: '2026-02-01' })).toEqual(noDifference);
  });

  it('says nothing of a description that the page does not show', () => {
    expect(differenceOf(aContent(), aContent(undefined, { description: 'Autre.' }))).toEqual(noDifference);
    expect(between(aContent([], { introduction: [] }), aContent([], { introduction: [], description: 'Ce que l’aide permet.' }))).toEqual([
      'rewritten body  | Ce que l’[-allocation-]{+aide+} permet.',
    ]);
  });

  it('counts the words that came and went', () => {
    const { wordsAdded, wordsRemoved } = differenceOf(
      aContent(['Le délai est court.', long]),
      aContent(['Le délai est de deux mois.', long]),
    );
    expect({ wordsAdded, wordsRemoved }).toEqual({ wordsAdded: 3, wordsRemoved: 1 });
  });

  it('tells what went after the line that stood before it', () => {
    const before = aContent(['Premier paragraphe inchangé.', 'Celui-ci disparaît tout à fait.', 'Dernier paragraphe inchangé.']);
    const after = aContent(['Premier paragraphe inchangé.', 'Dernier paragraphe inchangé.', 'Et un ajout à la toute fin.']);
    expect(between(before, after).map((passage) => passage.split(' ')[0])).toEqual(['removed', 'added']);
  });
});

describe('the path of a passage', () => {
  it('is short, whatever stands above it, and a new title still goes with its text', () => {
    const endless = 'Conditions '.repeat(1_000);
    const [passage, ...others] = differenceOf(aContent([long]), aContent([long, section(endless, 'Le dépôt est gratuit.')])).passages;
    expect(passage).toMatchObject({ change: 'added', path: [expect.stringMatching(/^Conditions .{100,150}…$/)] });
    expect(others).toEqual([]);
    const nested = (text: string) =>
      Array.from({ length: 40 }, (_, at) => `Niveau ${at}`).reduce<Block>((inside, title) => section(title, inside), paragraph(text));
    expect(differenceOf(aContent([nested('Deux mois.')]), aContent([nested('Trois mois.')])).passages[0]?.path).toHaveLength(8);
  });
});

describe('a fiche rewritten from end to end', () => {
  const words = (start: number, count: number): string =>
    Array.from({ length: count }, (_, at) => `m${(start + at * at * 7) % 97}`).join(' ');

  it.each([
    ['many paragraphs', 2_000, 90],
    ['long ones', 60, 3_000],
  ])('in %s is still told, and within its time', (_what, paragraphs, size) => {
    const content = (first: number) => aContent(Array.from({ length: paragraphs }, (_, at) => words(first + at * 31, size)));
    expect(differenceOf(content(0), content(11)).passages.length).toBeGreaterThan(10);
  });
});
