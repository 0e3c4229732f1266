import { frenchDay } from '../../french.ts';

const DAY = 86_400_000;
/** From here on the end is near enough to be seen. */
const SOON_DAYS = 60;

const daysUntil = (on: string): number => Math.ceil((new Date(on).getTime() - Date.now()) / DAY);

/** Near its end, or past it. */
export const expiresSoon = (on: string): boolean => daysUntil(on) <= SOON_DAYS;

/** Until when a document is good, and whether that is near or past. */
export const Expiry = ({ on }: { on: string | null }) => {
  if (on === null) return null;
  if (daysUntil(on) < 0) return <span class="tag tag-late">Expiré depuis le {frenchDay(on)}</span>;
  return <span class={expiresSoon(on) ? 'tag tag-soon' : 'tag'}>Valable jusqu’au {frenchDay(on)}</span>;
};
