import { describe, expect, it } from 'vitest';
import { alertMail } from '../../../functions/alerts/mail/alert-mail.ts';
import { differencePage } from '../../../functions/fiches/pages/difference-page.ts';
import { announcementOf } from '../../../functions/fiches/rules/announcement.ts';
import { rowsOf } from '../../../functions/fiches/rules/difference/table-rows.ts';
import { differenceOf } from '../../../functions/fiches/rules/difference.ts';
import { textOf } from '../../../functions/fiches/rules/headings.ts';
import { FicheRef } from '../../../schemas/fiche.ts';
import type { Block, FicheContent, TableCell } from '../../../schemas/fiche-content.ts';
import { aContent } from '../../doubles/fiche-content.ts';
import { aStoredRevision } from '../../doubles/stored-revision.ts';

type Written = string | (Omit<TableCell, 'content'> & { text: string });

const cellOf = (written: Written): TableCell => {
  const { text, ...cell } = typeof written === 'string' ? { text: written, header: false } : written;
  return { ...cell, content: text === '' ? [] : [{ kind: 'paragraph', content: [text] }] };
};
const head = (text: string, span: Partial<TableCell> = {}): Written => ({ text, header: true, ...span });
const tableOf = (...rows: Written[][]): Block => ({ kind: 'table', caption: ['Plafonds'], rows: rows.map((row) => row.map(cellOf)) });
const contentOf = (table: Block): FicheContent => ({ ...aContent(['Selon votre situation.']), body: [table] });
const changed = (before: Block, after: Block) => differenceOf(contentOf(before), contentOf(after));

const titles = [head('Situation'), head('2025'), head('2026')];
const before = tableOf(titles, [head('Personne seule'), '450 €', '460 €'], [head('Couple'), '800 €', '820 €']);
const after = tableOf(titles, [head('Personne seule'), '450 €', '480 €'], [head('Couple'), '800 €', '820 €']);

describe('a table that changed', () => {
  it('is told by its cells, with what their row and column are about', () => {
    const { passages } = changed(before, after);
    expect(passages).toMatchObject([{ change: 'rewritten', path: ['Plafonds'] }]);
    expect(passages[0]?.cells).toEqual([
      {
        row: 'Personne seule',
        column: '2026',
        words: [
          { change: 'removed', text: '460' },
          { change: 'added', text: '480' },
          { change: 'same', text: ' €' },
        ],
      },
    ]);
  });

  it('tells the same cells the other way', () => {
    const [there, back] = [changed(before, after), changed(after, before)];
    const turned = { same: 'same', removed: 'added', added: 'removed' } as const;
    const words = back.passages[0]?.cells?.[0]?.words.map((word) => ({ ...word, change: turned[word.change] }));
    expect(new Set(words)).toEqual(new Set(there.passages[0]?.cells?.[0]?.words));
  });

  it('tells a row whose name changed by its column alone', () => {
    const renamed = tableOf(titles, [head('Personne seule sans enfant'), '450 €', '460 €'], [head('Couple'), '800 €', '820 €']);
    expect(changed(before, renamed).passages[0]?.cells).toMatchObject([{ row: '', column: 'Situation' }]);
  });

  it('tells rows that came or went, or have other cells, as a whole', () => {
    const longer = tableOf(
      titles,
      [head('Personne seule'), '450 €', '460 €'],
      [head('Couple'), '800 €', '820 €'],
      [head('Famille nombreuse'), '1 200 €', '1 250 €'],
    );
    expect(changed(before, longer).passages).toMatchObject([
      { change: 'added', words: [{ text: 'Famille nombreuse | 1 200 € | 1 250 €' }] },
    ]);
    const wider = tableOf(titles, [head('Personne seule'), '450 €', '460 €', 'et 20 € par enfant'], [head('Couple'), '800 €', '820 €']);
    expect(changed(before, wider).passages[0]?.cells).toBeUndefined();
  });

  it('tells a row that only moved as moved', () => {
    const swapped = tableOf(titles, [head('Couple'), '800 €', '820 €'], [head('Personne seule'), '450 €', '460 €']);
    expect(changed(before, swapped).passages.map(({ change, cells }) => [change, cells])).toEqual([['moved', undefined]]);
  });

  it('says so in the mail and on the page', () => {
    const difference = changed(before, after);
    const fiche = FicheRef.parse({ audience: 'particuliers', ficheId: 'F2' });
    const announcement = announcementOf(
      { fiche, revision: 2, title: 'Aide', changeNote: 'Le plafond augmente.', urgent: false },
      difference,
    );
    const mail = alertMail(announcement, 'https://parvis.example');
    expect(mail.text).toContain('* Remplacé – Plafonds\n  Personne seule, 2026\n  Avant : 460 €\n  Après : 480 €');
    expect(mail.html).toContain('<strong>Personne seule, 2026</strong>');
    const page = differencePage({ revision: aStoredRevision(fiche), difference, site: 'https://parvis.example' });
    expect(page).toMatch(/<li><strong>Personne seule, 2026\s:<\/strong> <del>.*460.*<\/del><ins>.*480.*<\/ins> €<\/li>/);
  });
});

describe('the names of rows and columns', () => {
  const named = (...rows: Written[][]) =>
    rowsOf(
      rows.map((row) => row.map(cellOf)),
      ({ content }) => content.map((block) => (block.kind === 'paragraph' ? textOf(block.content) : '')).join(' '),
    );

  it('reach over the cells that headers span', () => {
    const rows = named(
      [head('Zone', { rows: 2 }), head('Plafond', { columns: 2 })],
      [head('Seul'), head('Couple')],
      [head('Paris', { rows: 2 }), '1', '2'],
      ['3', '4'],
    );
    expect(rows[2]).toEqual({
      name: 'Paris',
      cells: [
        { text: 'Paris', column: 'Zone' },
        { text: '1', column: 'Plafond – Seul' },
        { text: '2', column: 'Plafond – Couple' },
      ],
    });
    expect(rows[3]).toEqual({
      name: 'Paris',
      cells: [
        { text: '3', column: 'Plafond – Seul' },
        { text: '4', column: 'Plafond – Couple' },
      ],
    });
  });

  it('are the first cell where no row has a header, and none for columns without headers', () => {
    expect(named(['Paris', '1'], ['Lyon', '2'])).toEqual([
      {
        name: 'Paris',
        cells: [
          { text: 'Paris', column: '' },
          { text: '1', column: '' },
        ],
      },
      {
        name: 'Lyon',
        cells: [
          { text: 'Lyon', column: '' },
          { text: '2', column: '' },
        ],
      },
    ]);
  });

  it('stand beside places that no cell fills', () => {
    const rows = named(
      [head('Zone'), head('Seul'), head('Couple')],
      ['Paris', { text: '1', header: false, rows: 2 }],
      [],
      ['Lyon', '2', '3', '4'],
    );
    expect(rows.map(({ name }) => name)).toEqual(['', 'Paris', '', 'Lyon']);
    expect(rows[3]?.cells.map(({ column }) => column)).toEqual(['Zone', 'Seul', 'Couple', '']);
  });

  it('are left out of a table whose spans would fill memory', () => {
    const wide = Array.from({ length: 200 }, (): Written[] => [{ text: 'x', header: false, columns: 1000, rows: 200 }]);
    expect(named(...wide)).toEqual(wide.map(() => ({ name: '', cells: [{ text: 'x', column: '' }] })));
  });
});
