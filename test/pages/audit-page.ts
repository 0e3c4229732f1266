import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { axeScript } from './browser.ts';

const WIDTHS = [320, 1200];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds in a page as it stands. A page that runs no script of its own gets it now. Frames are not looked into. */
export const violationsIn = async (page: Page): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${axeScript};undefined`);
  return page.evaluate(async (values) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: { type: 'tag', values },
      resultTypes: ['violations'],
      iframes: false,
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, TAGS);
};

/** Texts in which a line may begin with « : » or end with an opening quotation mark. */
const looseTextsIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode as Text;
      if (/ [:;?!»]|« /.test(data) && !parentElement?.closest('textarea, pre, script, style')) found.push(`loose space: ${data.trim()}`);
    }
    return found;
  });

/** What is wrong with a page as it stands, at each width: what axe finds, and whether it scrolls sideways; and how its texts are set. */
export const troublesOf = async (page: Page): Promise<string[]> => {
  const found = await looseTextsIn(page);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    found.push(...(await violationsIn(page)).map((violation) => `${width} ${violation}`));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) found.push(`${width}: the page is ${wide} wide`);
  }
  return found;
};
