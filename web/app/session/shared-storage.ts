import { isSessionKey } from './places.ts';

/** The part of `StateStore` of oidc-client-ts that keeps a session. */
export interface SharedStorage {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  remove(key: string): Promise<string | null>;
  getAllKeys(): Promise<string[]>;
  /** Told when another tab signed in (true) or out. */
  onElsewhere(tell: (signedIn: boolean) => void): void;
}

type Message = { kind: 'asked' } | { kind: 'kept'; entries: [string, string][] } | { kind: 'removed' };

/** Long enough for a tab that sleeps in the background, short enough not to be noticed by somebody who is not signed in. */
const ANSWER_MILLISECONDS = 150;

const keptKeys = (): string[] => Object.keys(sessionStorage).filter(isSessionKey);
const keptEntries = (): [string, string][] => keptKeys().map((key) => [key, sessionStorage.getItem(key) ?? '']);

/**
 * Keeps the session in memory of the tabs alone, shared between those that are open: a new tab asks the others, and when the last one is closed
 * nothing is left on a computer that somebody else may use next.
 */
export const sharedStorage = (channel = new BroadcastChannel('parvis.session')): SharedStorage => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel only ever reaches its own origin
  const send = (message: Message): void => channel.postMessage(message);
  const listeners: ((signedIn: boolean) => void)[] = [];
  let answered: () => void = () => {};

  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    const before = keptKeys().length > 0;
    if (data.kind === 'asked' && before) send({ kind: 'kept', entries: keptEntries() });
    if (data.kind === 'kept')
      for (const [key, value] of data.entries.filter(([name]) => isSessionKey(name))) sessionStorage.setItem(key, value);
    if (data.kind === 'removed') for (const key of keptKeys()) sessionStorage.removeItem(key);
    answered();
    const after = keptKeys().length > 0;
    if (before !== after) for (const tell of listeners) tell(after);
  });

  const ask = (): Promise<void> =>
    new Promise((resolve) => {
      answered = resolve;
      setTimeout(resolve, ANSWER_MILLISECONDS);
      send({ kind: 'asked' });
    });
  let asking: Promise<void> | undefined;
  const filled = (): Promise<void> => {
    if (keptKeys().length > 0) return Promise.resolve();
    asking ??= ask();
    return asking;
  };

  return {
    async get(key) {
      await filled();
      return sessionStorage.getItem(key);
    },
    async set(key, value) {
      sessionStorage.setItem(key, value);
      send({ kind: 'kept', entries: keptEntries() });
    },
    async remove(key) {
      const value = sessionStorage.getItem(key);
      sessionStorage.removeItem(key);
      if (value !== null) send({ kind: 'removed' });
      return value;
    },
    async getAllKeys() {
      await filled();
      return keptKeys();
    },
    onElsewhere(tell) {
      listeners.push(tell);
    },
  };
};
