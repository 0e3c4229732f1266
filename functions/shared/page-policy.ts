import type { ShownPage } from '../../schemas/routes/route.ts';

/** Scripts are files of our own site; images and sounds are in the page itself. */
const sources = { scripts: "script-src 'self'", images: 'img-src data:', sounds: 'media-src data:' } as const;

/** What a page that the API answers may do: nothing but show itself in our look, what it says that it uses, and send its forms to us and to who is named. */
export const pagePolicy = ({ formsLeadTo = [], uses = [] }: Pick<ShownPage, 'formsLeadTo' | 'uses'> = {}): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    ...uses.map((use) => sources[use]),
    ["form-action 'self'", ...formsLeadTo.map((address) => new URL(address).origin)].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
