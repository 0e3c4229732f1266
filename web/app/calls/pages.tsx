import { useState } from 'preact/hooks';
import type { Page } from '../../../schemas/page.ts';
import { Failure } from './failure.tsx';
import { type Loading, useLoading } from './loading.tsx';
import { useSending } from './sending.ts';

/** A list that is read page by page, each when the person asks for more. `notMore`: why what follows could not be read; what is shown stays. */
export const usePages = <Item,>(read: (cursor: string | undefined) => Promise<Page<Item>>, about: unknown[] = []) => {
  const first: Loading<Page<Item>> = useLoading(() => read(undefined), about);
  const { busy, error, send } = useSending();
  const more = () =>
    send(async () => {
      if (first.state !== 'ready' || first.value.next === null) return;
      const { items, next } = await read(first.value.next);
      first.show({ items: [...first.value.items, ...items], next });
    });
  return { ...first, busy, notMore: error, more };
};

interface Shown {
  pages: { state: string; value?: Page<unknown>; busy: boolean; notMore: unknown; more: () => Promise<boolean> };
  /** Such as « les actions suivantes ». */
  what: string;
}

/** The button for what follows, while something does. */
export const More = ({ pages, what }: Shown) => {
  const [told, setTold] = useState('');
  if (pages.state !== 'ready') return null;
  const before = pages.value?.items.length ?? 0;
  const next = async () => {
    if (await pages.more()) setTold(`La liste s’est allongée après le ${before}e élément.`);
  };
  return (
    <>
      {pages.notMore !== undefined && <Failure error={pages.notMore} again={() => void next()} />}
      {pages.value?.next !== null && (
        <p>
          <button type="button" class="quiet" aria-busy={pages.busy} onClick={() => void next()}>
            {pages.busy ? 'Chargement…' : `Voir ${what}`}
          </button>
        </p>
      )}
      <p class="visually-hidden" role="status">
        {told}
      </p>
    </>
  );
};
