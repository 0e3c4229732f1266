import { wireFeeds } from '../wiring/feeds.ts';

export const handler = wireFeeds();
