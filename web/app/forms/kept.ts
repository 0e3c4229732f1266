import { useEffect, useState } from 'preact/hooks';

const PREFIX = 'parvis.kept.';

/** Takes away everything that was typed and not sent: for whoever uses this browser next. */
export const forgetKept = (): void => {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('parvis.kept')) sessionStorage.removeItem(key);
};

const read = <T>(key: string, initial: T): T => {
  const kept = sessionStorage.getItem(key);
  if (kept === null) return initial;
  try {
    return { ...initial, ...(JSON.parse(kept) as T) };
  } catch {
    return initial;
  }
};

/**
 * What somebody types into the form of this name, kept in the tab until it was sent: a reload, a lost connection or a session that ended take
 * nothing away. Never for a password or a code.
 */
export const useKept = <T extends object>(name: string, initial: T) => {
  const key = `${PREFIX}${name}`;
  const [values, setValues] = useState<T>(() => read(key, initial));
  const [changed, setChanged] = useState(false);
  useEffect(() => {
    if (changed) sessionStorage.setItem(key, JSON.stringify(values));
  }, [values, changed]);
  return {
    values,
    change: (some: Partial<T>) => {
      setChanged(true);
      setValues((now) => ({ ...now, ...some }));
    },
    /** Once it was sent; what the form shows from now on is what the answer says. */
    forget: (shown: T = initial) => {
      sessionStorage.removeItem(key);
      setChanged(false);
      setValues(shown);
    },
  };
};

const OWNER = 'parvis.kept-for';

/** What was typed by somebody else in this tab goes before it is shown. */
export const keepOnlyFor = (accountId: string): void => {
  if (sessionStorage.getItem(OWNER) !== accountId) forgetKept();
  sessionStorage.setItem(OWNER, accountId);
};
