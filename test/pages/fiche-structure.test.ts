import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesOf } from '../../functions/fiches/rules/difference/lines.ts';
import { plain } from '../../functions/fiches/rules/difference/typography.ts';
import { FicheId } from '../../schemas/fiche.ts';
import type { Block, FicheContent } from '../../schemas/fiche-content.ts';
import { aContent, paragraph, section } from '../doubles/fiche-content.ts';
import { renderFiche, sampleContents } from '../doubles/rendered-pages.ts';
import { type Browser, startBrowser } from './browser.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await startBrowser();
  page = await (await browser.newContext()).newPage();
});
afterAll(() => browser.stop());

/** What a screen reader finds on a page: levels of headings, the text, anchors and links. */
const read = async (content: FicheContent) => {
  await page.setContent(renderFiche(content), { waitUntil: 'commit' });
  return page.evaluate(() => {
    const all = (selector: string) => [...document.querySelectorAll(selector)];
    for (const hidden of all('.visually-hidden')) hidden.remove();
    const ids = all('[id]').map(({ id }) => id);
    return {
      levels: all('h1, h2, h3, h4, h5, h6').map(({ tagName }) => Number(tagName.slice(1))),
      emptyHeadings: all('h1, h2, h3, h4, h5, h6').filter(({ textContent }) => !textContent?.trim()).length,
      text: document.querySelector('main')?.textContent ?? '',
      sameIds: ids.filter((id, position) => ids.indexOf(id) !== position),
      brokenAnchors: all('a[href^="#"]')
        .map((link) => link.getAttribute('href')?.slice(1) ?? '')
        .filter((id) => !ids.includes(id)),
      emptyLinks: all('a').filter(({ textContent }) => !textContent?.trim()).length,
      webLinks: all('a.external').map((link) => `${link.getAttribute('rel')} ${link.getAttribute('href')}`),
      html: document.querySelector('main')?.innerHTML ?? '',
    };
  });
};

const skips = (levels: number[]): number => levels.filter((level, position) => level > (levels[position - 1] ?? 0) + 1).length;
/** Without any white space: markup may set some between two words of a table. */
const dense = (text: string): string => plain(text).replaceAll(' ', '');

describe('the page of a fiche with holes in it', () => {
  it('has no heading, link or item without a word', async () => {
    const nameless = { type: '', title: ' ', url: 'https://a.fr', content: [] };
    const found = await read(
      aContent(
        [
          { kind: 'list', ordered: false, items: [[], [paragraph('Un seul.')]] },
          { kind: 'list', ordered: true, items: [[]] },
        ],
        {
          contacts: [nameless, { ...nameless, type: 'Centre de contact' }],
          services: [nameless],
          references: [{ type: 'Texte de référence', title: '', url: 'https://a.fr' }],
          related: [{ title: 'Voir aussi', links: [{ title: '', to: { kind: 'fiche', audience: 'particuliers', ficheId: 'F3' } }] }],
        },
      ),
    );
    expect(found).toMatchObject({ emptyHeadings: 0, emptyLinks: 0 });
    expect(found.text).toMatch(/Centre de contact/);
    expect(found.html).not.toContain('<li></li>');
    expect(found.html).not.toContain('<ol></ol>');
  });
});

describe('the page of every sample fiche', () => {
  it('has one main heading, no level skipped, no anchor broken, and all that the fiche says', async () => {
    const contents = await sampleContents('fiches-sample');
    expect(contents.size).toBeGreaterThan(100);
    for (const [key, content] of contents) {
      const found = await read(content);
      const said = dense(found.text);
      const lost = linesOf(content)
        .flatMap(({ text }) => text.split(/ \| | – /))
        .filter((text) => !said.includes(dense(text)));
      expect({ key, main: found.levels.filter((level) => level === 1).length, skips: skips(found.levels), lost }).toEqual({
        key,
        main: 1,
        skips: 0,
        lost: [],
      });
      const { emptyHeadings, sameIds, brokenAnchors, emptyLinks } = found;
      expect({ key, emptyHeadings, sameIds, brokenAnchors, emptyLinks }).toEqual({
        key,
        emptyHeadings: 0,
        sameIds: [],
        brokenAnchors: [],
        emptyLinks: 0,
      });
      expect(found.webLinks.filter((link) => !/^noreferrer external https?:/.test(link))).toEqual([]);
    }
  });
});

const nested = (depth: number): Block => (depth === 0 ? paragraph('Au fond.') : section(`Niveau ${depth}`, nested(depth - 1)));
const cell = (text: string, header = false) => ({ content: text === '' ? [] : [paragraph(text)], header });

describe('the page of a fiche', () => {
  it('keeps its headings in order however deep they are, and lifts what stands under no title', async () => {
    const untitled: Block = { kind: 'section', title: [' '], content: [section('Dessous', 'Texte.')] };
    const { levels } = await read(aContent([nested(9), untitled]));
    expect(levels.slice(0, 11)).toEqual([1, 2, 3, 4, 5, 6, 6, 6, 6, 6, 2]);
    expect(skips(levels)).toBe(0);
  });

  it('names the columns and the rows of a table', async () => {
    const rows = [
      [cell('', true), cell('Montant', true)],
      [cell('Couple', true), { ...cell('500 €'), columns: 2 }],
    ];
    const { html } = await read(aContent([{ kind: 'table', caption: ['Plafonds'], rows }]));
    expect(html).toContain('<caption>Plafonds</caption>');
    expect(html).toContain('<thead>\n<tr><td></td><th scope="col">Montant</th></tr>');
    expect(html).toContain('<tr><th scope="row">Couple</th><td colspan="2">500 €</td></tr>');
    expect(html).toContain('role="group" tabindex="0" aria-label="Tableau : Plafonds"');
  });

  it('never lets a text or an address act', async () => {
    const link = (url: string): Block => ({
      kind: 'paragraph',
      content: [{ kind: 'link', to: { kind: 'web', url }, content: ['cliquez'] }],
    });
    const { html, webLinks } = await read(
      aContent(['<script>alert(1)</script>', link('javascript:alert(1)'), link('data:text/html,x'), link('https://x.test/"onclick="y')], {
        title: '<b>Titre</b>',
        sourceUrl: 'javascript:alert(2)',
      }),
    );
    expect(html).not.toMatch(/<script|<b>|javascript:|data:text|onclick="y/);
    expect(webLinks).toEqual(['noreferrer external https://x.test/"onclick="y']);
  });

  it('leads to a definition that it holds, and sets a word that it does not hold as plain text', async () => {
    const word = (id: string): Block => ({
      kind: 'paragraph',
      content: [{ kind: 'link', to: { kind: 'definition', id }, content: [`mot ${id}`] }],
    });
    const definitions = [{ id: 'R1', title: 'Mot', content: [paragraph('Ce que le mot veut dire.')] }];
    const { html } = await read(aContent([word('R1'), word('R2')], { definitions }));
    expect(html).toContain('<a href="#definition-R1" class="defined">mot R1</a>');
    expect(html).toContain('<p>mot R2</p>');
  });

  it('has a summary once it has three parts, and says how to follow it and what was revised', async () => {
    const { html } = await read(
      aContent([section('Un', 'a'), section('Deux', 'b'), section('Trois', 'c')], { ficheId: FicheId.parse('F5') }),
    );
    expect(html).toMatch(/<h2 id="sommaire">Sommaire<\/h2>.*href="#partie-3">Trois/);
    expect(html).toContain('<h2 id="partie-2">Deux</h2>');
    expect(html).toMatch(/data-follow="particuliers\/F5".*id="suivre".*Le bouton «&nbsp;S’abonner&nbsp;»/s);
    expect(html).toMatch(/id="historique".*Première publication/s);
    expect((await read(aContent([section('Un', 'a')]))).html).not.toContain('Sommaire');
  });
});
