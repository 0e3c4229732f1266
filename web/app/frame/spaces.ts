import type { Space } from '../../../schemas/space.ts';
import { useParvis } from './parvis.ts';

/** The space that a place is in; the personal one everywhere else. */
export const spaceAt = (place: string, personalSpaceId: string): string => /^\/espaces\/([\w-]{36})/.exec(place)?.[1] ?? personalSpaceId;

/** The space of a page, as its member knows it; undefined when it is none of theirs. */
export const useSpace = (spaceId: string): Space | undefined => useParvis().spaces.find(({ id }) => id === spaceId);
