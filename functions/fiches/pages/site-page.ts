import { type Html, type PageHead, page } from '../../shared/html.ts';

/** A page of the site itself: it says all that it has to say without a script, and knows its reader with one. */
export const sitePage = (title: string, main: Html, head: PageHead = {}): string => page(title, main, { ...head, forReaders: true });
