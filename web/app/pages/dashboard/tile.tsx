import type { ComponentChildren } from 'preact';

export const Tile = ({ title, to, children }: { title: string; to: string; children: ComponentChildren }) => (
  <section class="tile">
    <h2>
      <a href={`#${to}`}>{title}</a>
    </h2>
    {children}
  </section>
);
