import type { Place, Subscribed } from './rules/audience.ts';
import type { AudienceReader } from './store/audience.ts';

export type FollowReader = Pick<AudienceReader, 'stillSubscribed' | 'placesOf'>;

/** What one read of subscriptions takes. */
const AT_ONCE = 100;

export const placeName = ({ ficheKey, accountId, spaceId }: Place): string => `${ficheKey} ${accountId} ${spaceId}`;

const livingAmong = async (audience: FollowReader, places: Place[]): Promise<Map<string, Subscribed>> => {
  const different = [...new Map(places.map((place) => [placeName(place), place])).values()];
  const living: Subscribed[] = [];
  for (let start = 0; start < different.length; start += AT_ONCE)
    living.push(...(await audience.stillSubscribed(different.slice(start, start + AT_ONCE))));
  return new Map(living.map((subscription) => [placeName(subscription), subscription]));
};

/**
 * Where people follow a fiche from at this moment, by the name of the place that each was read with: that place or, when they have left it, another
 * space of theirs from which they follow it still. Whoever is in none follows it no more: one of several spaces that ends ends nothing else.
 */
export const followedFrom = async (audience: FollowReader, places: Place[]): Promise<Map<string, Subscribed>> => {
  const living = await livingAmong(audience, places);
  const ended = places.filter((place) => !living.has(placeName(place)));
  const others = await Promise.all(ended.map((place) => audience.placesOf(place)));
  const elsewhere = await livingAmong(audience, others.flat());
  for (const [position, place] of ended.entries()) {
    const other = others[position]?.map((one) => elsewhere.get(placeName(one))).find((one) => one !== undefined);
    if (other) living.set(placeName(place), other);
  }
  return living;
};
