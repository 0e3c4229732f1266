import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

let opened = false;

interface Props {
  title: string;
  /** Above the title: where the person is. */
  overline?: string | undefined;
  children: ComponentChildren;
}

/** A page names itself in the tab and, when the person came from another page of the site, takes the focus at its title. */
export const Page = ({ title, overline, children }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title}${overline ? ` – ${overline}` : ''} – Parvis`;
  }, [title, overline]);
  useEffect(() => {
    if (opened) {
      heading.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    opened = true;
  }, []);
  return (
    <>
      {overline && <p class="overline">{overline}</p>}
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {children}
    </>
  );
};
