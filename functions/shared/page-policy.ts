/** What a page that the API answers may do: nothing but show itself in our look, and send its forms to us and to who is named. */
export const pagePolicy = (formsLeadTo: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    ["form-action 'self'", ...formsLeadTo.map((address) => new URL(address).origin)].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
