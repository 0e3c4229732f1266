import { describe, expect, it } from 'vitest';
import { readFiche } from '../../../functions/fiches/xml/read-fiche.ts';
import { contentOf, ficheXml } from '../../doubles/fiche-xml.ts';

const MANY = 50_000;
const NO_BREAK = '\u00a0';

const refusalOf = (xml: string): string => {
  const read = readFiche(xml);
  return read.ok ? 'read' : read.reason;
};

/** Each of these took minutes, or all the memory, when an element cost as much as all its neighbours. */
describe('a document made to take long', () => {
  it.each([
    ['links at its end', '<PourEnSavoirPlus URL="https://a.fr"/>'.repeat(MANY / 4)],
    ['items', `<Texte><Liste>${'<Item/>'.repeat(MANY)}</Liste></Texte>`],
    ['rows', `<Texte><Tableau>${'<Rangée/>'.repeat(MANY)}</Tableau></Texte>`],
    ['parts of two kinds', '<Texte/><Reference/>'.repeat(MANY / 2)],
    ['no-break spaces', `<Texte><Paragraphe>a${NO_BREAK.repeat(MANY * 6)}b</Paragraphe></Texte>`],
  ])('by its many %s is read all the same', (_what, content) => {
    expect(readFiche(ficheXml({ content }))).toMatchObject({ ok: true });
  });

  it('by a cell of a billion columns has no more of them than a browser shows', () => {
    const row = '<Rangée><Cellule fusionHorizontale="2000000000" fusionVerticale="2000000000">a</Cellule><Cellule>b</Cellule></Rangée>';
    const { body } = contentOf({ content: `<Texte><Tableau>${row.repeat(3)}</Tableau></Texte>` });
    expect(body).toMatchObject([
      {
        kind: 'table',
        rows: [
          [{ columns: 1000, rows: 1000 }, {}],
          [{ columns: 1000 }, {}],
          [{}, {}],
        ],
      },
    ]);
  });
});

describe('a document that would fit no table and no answer', () => {
  it.each([
    ['without a title', ficheXml({ title: ' ' }), /titre.*manque/],
    ['with an endless title', ficheXml({ title: 'a'.repeat(501) }), /titre.*long/],
    ['with an endless description', ficheXml().replace('Ce qu’il', 'a'.repeat(5001)), /description.*longue/],
    ['with an endless theme', ficheXml().replace('<Titre>Papiers', `<Titre>${'a'.repeat(501)}`), /thème.*long/],
    ['with an endless id of a theme', ficheXml().replace('Theme ID="', `Theme ID="${'N'.repeat(50)}`), /thème.*long/],
    ['of three megabytes', ficheXml({ content: `<Texte>${'<Paragraphe>Une phrase.</Paragraphe>'.repeat(80_000)}</Texte>` }), /trop gros/],
    ['that grows when it is read', ficheXml({ content: `<Texte>${'<ANoter/>'.repeat(60_000)}</Texte>` }), /trop gros/],
  ])('%s is refused by itself, and stops nothing', (_what, xml, reason) => {
    expect(refusalOf(xml)).toMatch(reason);
  });
});
