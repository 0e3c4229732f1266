/** A secret as it is kept; opened only to sign. */
export interface SealedSecret {
  sealed: string;
  /** Until when it still signs; null for the one that a partner was given last. */
  until: string | null;
}

const HOURS_24 = 24 * 60 * 60 * 1000;
/** Each signs: the header grows with them. */
const MOST = 5;

/** Those that sign now, the last one first. */
export const signing = (secrets: readonly SealedSecret[], now: Date): SealedSecret[] =>
  secrets.filter(({ until }) => until === null || Date.parse(until) > now.getTime());

/** With a new secret before them; the one before signs a day more. Undefined when too many would sign at once. */
export const rotated = (secrets: readonly SealedSecret[], sealed: string, now: Date): SealedSecret[] | undefined => {
  const until = new Date(now.getTime() + HOURS_24).toISOString();
  const living = signing(secrets, now).map((secret) => (secret.until === null ? { ...secret, until } : secret));
  return living.length < MOST ? [{ sealed, until: null }, ...living] : undefined;
};

/** Until when an older secret than the last one signs. */
export const formerSecretUntil = (secrets: readonly SealedSecret[], now: Date): string | null =>
  signing(secrets, now).reduce<string | null>(
    (latest, { until }) => (until !== null && (latest === null || until > latest) ? until : latest),
    null,
  );
