import { wireDigestPager } from '../wiring/digest-pager.ts';

export const handler = wireDigestPager();
