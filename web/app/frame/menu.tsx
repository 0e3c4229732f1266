import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { usePlace } from './place.ts';

interface Props {
  /** What the button says; `hint` before it is for those who hear it alone. */
  label: string;
  hint: string;
  children: ComponentChildren;
}

/** A list of links behind a button: closed by Escape, by leaving it, and by going to another page. */
export const Menu = ({ label, hint, children }: Props) => {
  const box = useRef<HTMLDetailsElement>(null);
  const place = usePlace();
  const close = () => {
    if (box.current) box.current.open = false;
  };
  useEffect(close, [place]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !box.current?.open) return;
      close();
      box.current.querySelector('summary')?.focus();
    };
    const onLeave = ({ target }: Event) => {
      if (!box.current?.contains(target as Node)) close();
    };
    addEventListener('keydown', onKey);
    addEventListener('click', onLeave);
    addEventListener('focusin', onLeave);
    return () => {
      removeEventListener('keydown', onKey);
      removeEventListener('click', onLeave);
      removeEventListener('focusin', onLeave);
    };
  }, []);
  return (
    <details class="menu" ref={box}>
      <summary>
        <span class="visually-hidden">{hint} : </span>
        <span class="menu-label">{label}</span>
      </summary>
      <div class="menu-content">{children}</div>
    </details>
  );
};
