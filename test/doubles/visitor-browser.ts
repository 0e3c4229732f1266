/** A person's browser without any script: it keeps cookies by their paths and goes where it is sent, one step at a time. */
export interface VisitorBrowser {
  /** Never follows a redirect by itself. */
  get(address: string): Promise<Shown>;
  send(address: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Shown>;
  /** Follows redirects to the first page, or to the first address that `until` takes. */
  follow(shown: Shown, until?: (address: URL) => boolean): Promise<Shown>;
  cookies(): string[];
}

export interface Shown {
  status: number;
  address: string;
  text: string;
  headers: Headers;
  /** Where it leads, whole; undefined for a page. */
  location: string | undefined;
}

interface Cookie {
  value: string;
  path: string;
  attributes: string;
}

const MOST_STEPS = 12;

export const visitorBrowser = (
  site: string,
  agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
): VisitorBrowser => {
  const jar = new Map<string, Cookie>();
  const take = (line: string): void => {
    const [pair = '', ...attributes] = line.split(/; ?/);
    const name = pair.slice(0, pair.indexOf('='));
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
    const expires = attributes.find((one) => /^expires=/i.test(one))?.slice(8);
    if (expires !== undefined && new Date(expires).getTime() < Date.now()) jar.delete(`${name} ${path}`);
    else jar.set(`${name} ${path}`, { value: pair, path, attributes: attributes.join('; ') });
  };
  const ask = async (address: string, init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }): Promise<Shown> => {
    const url = new URL(address, site);
    const sent = [...jar.values()].filter(({ path }) => url.origin === new URL(site).origin && url.pathname.startsWith(path));
    const reply = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { 'user-agent': agent, ...(sent.length > 0 && { cookie: sent.map(({ value }) => value).join('; ') }), ...init.headers },
    });
    for (const line of reply.headers.getSetCookie()) take(line);
    const location = reply.headers.get('location');
    return {
      status: reply.status,
      address: url.href,
      text: await reply.text(),
      headers: reply.headers,
      location: location === null ? undefined : new URL(location, url).href,
    };
  };
  const browser: VisitorBrowser = {
    get: (address) => ask(address, { method: 'GET' }),
    send: (address, form, headers = {}) =>
      ask(address, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: new URL(site).origin,
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
        body: new URLSearchParams(form).toString(),
      }),
    async follow(shown, until = () => false) {
      let current = shown;
      for (let step = 0; current.location !== undefined && step < MOST_STEPS; step++) {
        if (until(new URL(current.location))) return current;
        current = await browser.get(current.location);
      }
      return current;
    },
    cookies: () => [...jar.entries()].map(([name, { attributes }]) => `${name} ${attributes}`),
  };
  return browser;
};
