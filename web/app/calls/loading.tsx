import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Failure } from './failure.tsx';

type State<T> = { state: 'loading' } | { state: 'failed'; error: unknown } | { state: 'ready'; value: T };

export type Loading<T> = State<T> & {
  reload: () => void;
  /** What a write answered is what is shown, without reading it again. */
  show: (value: T) => void;
};

/** Reads once, and anew when `about` changes. What is shown stays while it is read again. */
export const useLoading = <T,>(read: () => Promise<T>, about: unknown[] = []): Loading<T> => {
  const [state, setState] = useState<State<T>>({ state: 'loading' });
  const turn = useRef(0);
  const load = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    const settle = (next: State<T>) => {
      if (mine === turn.current) setState(next);
    };
    read().then(
      (value) => settle({ state: 'ready', value }),
      (error: unknown) => settle({ state: 'failed', error }),
    );
  }, about);
  useEffect(() => {
    setState({ state: 'loading' });
    load();
    return () => {
      turn.current += 1;
    };
  }, [load]);
  return { ...state, reload: load, show: (value) => setState({ state: 'ready', value }) };
};

/** What was read, or that it is being read, or why it could not be and how to try again. */
export const Loaded = <T,>({ of, children }: { of: Loading<T>; children: (value: T) => ComponentChildren }) => {
  if (of.state === 'ready') return <>{children(of.value)}</>;
  if (of.state === 'failed') return <Failure error={of.error} again={of.reload} />;
  return (
    <p class="loading" role="status">
      Chargement…
    </p>
  );
};
