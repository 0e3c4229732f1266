import { describe, expect, it } from 'vitest';
import { contentOf, p } from '../../doubles/fiche-xml.ts';

const bodyOf = (content: string) => contentOf({ content: `<Texte>${content}</Texte>` }).body;

describe('a block of the XML', () => {
  it.each([
    ['running text, white space made one', '<Paragraphe>\n  Un \t texte\n</Paragraphe>', [p('Un texte')]],
    ['no-break spaces inside a text', '<Paragraphe>\u00a012\u00a0000\u00a0€\u00a0</Paragraphe>', [p('12\u00a0000\u00a0€')]],
    ['an empty paragraph', '<Paragraphe> \u00a0 </Paragraphe>', []],
    [
      'marks, their outer spaces put outside',
      '<Paragraphe>Payez <MiseEnEvidence>avant </MiseEnEvidence>le 1<Exposant>er</Exposant> mai.</Paragraphe>',
      [
        p(
          'Payez ',
          { kind: 'mark', mark: 'strong', content: ['avant'] },
          ' le 1',
          { kind: 'mark', mark: 'superscript', content: ['er'] },
          ' mai.',
        ),
      ],
    ],
    ['an unknown element in a text', '<Paragraphe>un <Nouveau>mot</Nouveau>s</Paragraphe>', [p('un mots')]],
    [
      'an ordered list in a list',
      '<Liste type="puce"><Item><Paragraphe>a</Paragraphe><Liste type="numero"><Item><Paragraphe>b</Paragraphe></Item></Liste></Item></Liste>',
      [{ kind: 'list', ordered: false, items: [[p('a'), { kind: 'list', ordered: true, items: [[p('b')]] }]] }],
    ],
    [
      'chapters, with a title and without',
      '<Chapitre><Titre><Paragraphe>Un</Paragraphe></Titre><SousChapitre><Titre>Deux</Titre><Paragraphe>x</Paragraphe></SousChapitre></Chapitre><Chapitre><Paragraphe>y</Paragraphe></Chapitre>',
      [{ kind: 'section', title: ['Un'], content: [{ kind: 'section', title: ['Deux'], content: [p('x')] }] }, p('y')],
    ],
    [
      'cases, their conditions aside',
      '<BlocCas affichage="radio"><Cas><Condition><estVrai var="T1"/></Condition><Titre>A</Titre><Paragraphe>a</Paragraphe></Cas>\n<Cas><Titre>B</Titre></Cas></BlocCas>',
      [
        {
          kind: 'cases',
          cases: [
            { title: ['A'], content: [p('a')] },
            { title: ['B'], content: [] },
          ],
        },
      ],
    ],
    [
      'a conditional fragment, shown whatever its condition',
      '<FragmentConditionne><Condition><ou><estVrai var="T1"/><estIndefini var="T2"/></ou></Condition><Paragraphe>vu</Paragraphe></FragmentConditionne>',
      [p('vu')],
    ],
    [
      'a note titled as an example',
      '<ANoter><Titre>Exemple</Titre><Paragraphe>x</Paragraphe></ANoter>',
      [{ kind: 'box', tone: 'example', title: ['Exemple'], content: [p('x')] }],
    ],
    [
      'an image',
      '<Image LienPublication="I1.jpg"><Legende>Photo</Legende><TexteDeRemplacement>Deux visages</TexteDeRemplacement></Image>',
      [{ kind: 'other', element: 'Image', content: [p('Photo'), p('Deux visages')] }],
    ],
    [
      'an unknown element, even one named as a property of every object',
      '<constructor><Paragraphe>gardé</Paragraphe><toString>aussi</toString></constructor>',
      [
        {
          kind: 'other',
          element: 'constructor',
          content: [p('gardé'), { kind: 'other', element: 'toString', content: [p('aussi')] }],
        },
      ],
    ],
    [
      'an office inside a chapter',
      '<OuSAdresser ID="R3" type="Local"><Titre>Mairie</Titre><PivotLocal>mairie</PivotLocal><RessourceWeb URL="https://exemple.fr"/><Source ID="R1">Ministère</Source></OuSAdresser>',
      [
        {
          kind: 'contact',
          contact: {
            id: 'R3',
            type: 'Local',
            title: 'Mairie',
            url: 'https://exemple.fr',
            localOffice: 'mairie',
            content: [p({ kind: 'mark', mark: 'emphasis', content: ['Ministère'] })],
          },
        },
      ],
    ],
  ])('%s', (_name, xml, expected) => {
    expect(bodyOf(xml)).toEqual(expected);
  });

  it.each([
    [
      'another fiche',
      '<LienInterne LienPublication="F5" type="Dossier" audience="Associations">',
      { kind: 'fiche', audience: 'associations', ficheId: 'F5' },
    ],
    [
      'a fiche of the same audience',
      '<LienInterne LienPublication="N5" type="Dossier">',
      { kind: 'fiche', audience: 'particuliers', ficheId: 'N5' },
    ],
    ['an abbreviation of the page', '<LienInterne LienPublication="R5" type="Sigle">', { kind: 'definition', id: 'R5' }],
    ['a definition of the page', '<LienIntra LienID="R6" type="Définition de glossaire">', { kind: 'definition', id: 'R6' }],
    ['the web', '<LienExterne URL="https://exemple.fr/?a=1&amp;b=2">', { kind: 'web', url: 'https://exemple.fr/?a=1&b=2' }],
  ])('a link to %s', (_name, open, to) => {
    const name = /\w+/.exec(open)?.[0];
    expect(bodyOf(`<Paragraphe>${open}ici</${name}></Paragraphe>`)).toEqual([p({ kind: 'link', to, content: ['ici'] })]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '', 'vbscript:x'])('a link to %j leads nowhere and keeps its text', (url) => {
    expect(bodyOf(`<Paragraphe><LienExterne URL="${url}">ici</LienExterne></Paragraphe>`)).toEqual([p('ici')]);
  });
});

describe('a table', () => {
  const cell = (text: string, attributes = '') => `<Cellule${attributes}><Paragraphe>${text}</Paragraphe></Cellule>`;

  it('keeps its merged cells, and knows header cells by row and by column, under a merged cell too', () => {
    const [table] =
      bodyOf(`<Tableau><TitreRiche><Paragraphe>Tarifs</Paragraphe></TitreRiche><Colonne type="header"/><Colonne type="header"/><Colonne type="normal"/>
      <Rangée type="header">${cell('Âge', ' fusionHorizontale="2"')}${cell('Prix')}</Rangée>
      <Rangée type="normal">${cell('Adulte', ' fusionVerticale="2"')}${cell('été')}${cell('5 €')}</Rangée>
      <Rangée type="normal">${cell('hiver')}${cell('6 €')}</Rangée></Tableau>`);
    if (table?.kind !== 'table') throw new Error('not a table');
    expect(table.caption).toEqual(['Tarifs']);
    expect(table.rows.map((row) => row.map(({ header }) => header))).toEqual([
      [true, true],
      [true, true, false],
      [true, false],
    ]);
    expect(table.rows[0]?.[0]?.columns).toBe(2);
    expect(table.rows[1]?.[0]?.rows).toBe(2);
  });
});
