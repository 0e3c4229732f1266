/** A browser without a screen: keeps cookies by path, and stops at each answer that sends it elsewhere. */
export interface CookieBrowser {
  open(address: string | URL, init?: { method?: string; form?: Record<string, string>; headers?: Record<string, string> }): Promise<Opened>;
  /** Goes where answers send it, until one shows a page or sends it to an address that begins so. */
  follow(address: string | URL, until?: string): Promise<Opened>;
  /** Names of the cookies that it keeps. */
  cookies(): string[];
}

export interface Opened {
  address: URL;
  status: number;
  /** Where the answer sends it. */
  location: URL | undefined;
  text: string;
  headers: Headers;
}

interface Cookie {
  name: string;
  value: string;
  path: string;
}

const MOST_HOPS = 12;

const readCookie = (line: string, address: URL): Cookie & { gone: boolean } => {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const named = (name: string) => attributes.find((one) => one.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const [name = '', ...value] = pair.split('=');
  const expires = named('expires');
  return {
    name,
    value: value.join('='),
    path: named('path') ?? address.pathname.replace(/\/[^/]*$/, ''),
    gone: named('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now()),
  };
};

const isUnder = (path: string, pathname: string): boolean =>
  pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);

export const cookieBrowser = (): CookieBrowser => {
  const jar = new Map<string, Cookie>();
  const open: CookieBrowser['open'] = async (target, { method = 'GET', form, headers = {} } = {}) => {
    const address = new URL(target);
    const sent = [...jar.values()].filter(({ path }) => isUnder(path, address.pathname));
    const response = await fetch(address, {
      method: form ? 'POST' : method,
      redirect: 'manual',
      headers: {
        ...(sent.length > 0 && { cookie: sent.map(({ name, value }) => `${name}=${value}`).join('; ') }),
        ...(form && { origin: address.origin, 'sec-fetch-site': 'same-origin' }),
        ...headers,
      },
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const { gone, ...cookie } = readCookie(line, address);
      if (gone) jar.delete(`${cookie.path} ${cookie.name}`);
      else jar.set(`${cookie.path} ${cookie.name}`, cookie);
    }
    const location = response.headers.get('location');
    return {
      address,
      status: response.status,
      location: location === null ? undefined : new URL(location, address),
      text: await response.text(),
      headers: response.headers,
    };
  };
  return {
    open,
    async follow(target, until) {
      let opened = await open(target);
      for (let hop = 0; opened.location && hop < MOST_HOPS; hop++) {
        if (until && opened.location.href.startsWith(until)) return opened;
        opened = await open(opened.location);
      }
      return opened;
    },
    cookies: () => [...jar.values()].map(({ name }) => name),
  };
};
