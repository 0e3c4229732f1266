import { useEffect } from 'preact/hooks';

/** Parts of a page that have a name, and what names them. */
const PARTS = 'li, section, details, main';
const NAMES = 'h1, h2, h3, summary';

/** Where somebody was, from the inside out. */
const partsAround = (element: Element): Element[] => {
  const parts: Element[] = [];
  for (let part: Element | null = element; part && part !== document.body; part = part.parentElement) parts.push(part);
  return parts;
};

const focusOn = (name: HTMLElement): void => {
  if (name.tabIndex < 0) name.tabIndex = -1;
  name.focus({ preventScroll: true });
};

/**
 * Whoever presses a button that goes away with what it did, such as that of an invitation that is withdrawn, stays where they were: at the name
 * of the nearest part of the page that is still there. The browser would send them back to the top.
 */
export const useKeptFocus = (): void =>
  useEffect(() => {
    let around: Element[] = [];
    const keep = ({ target }: FocusEvent) => {
      around = partsAround(target as Element);
    };
    const mend = () => {
      if (document.activeElement !== document.body || around.length === 0 || around[0]?.isConnected) return;
      const name = around
        .filter((part) => part.isConnected && part.matches(PARTS))
        .map((part) => part.querySelector<HTMLElement>(NAMES))
        .find((found) => found !== null);
      around = [];
      if (name) focusOn(name);
    };
    const watch = new MutationObserver(mend);
    addEventListener('focusin', keep);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => {
      removeEventListener('focusin', keep);
      watch.disconnect();
    };
  }, []);
