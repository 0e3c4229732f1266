import { waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { captchaWork } from './captcha-work.ts';
import { type CookieBrowser, cookieBrowser, type Opened } from './cookie-browser.ts';

type Purpose = 'activation' | 'password' | 'address' | 'address-undo';

export interface DoorVisitor {
  /** Opens a page of the door, does the work that it asks of browsers, and sends its form; follows to the page that answers. */
  fillIn(page: 'sign-up' | 'activation' | 'password', fields: Record<string, string>): Promise<Opened>;
  /** The link of the next letter to that mailbox for that purpose; each is given once. */
  linkTo(email: string, purpose: Purpose): Promise<string>;
  /** Presses the button of the page behind a link. */
  confirm(link: string, fields?: Record<string, string>): Promise<Opened>;
}

type Mailbox = System['mailbox'];

const linksIn = (mailbox: Mailbox, email: string, purpose: Purpose): string[] =>
  mailbox
    .messages({ to: email })
    .flatMap(({ text = '' }) => new RegExp(`https?://\\S+/api/identity/${purpose}/[\\w-]{43}`).exec(text)?.[0] ?? []);

/** A first password for who has none, or another one, as anybody gets it: by the letter that « mot de passe oublié » sends. */
export const choosePassword = async (system: Pick<System, 'address' | 'mailbox'>, email: string, password: string): Promise<void> => {
  const door = doorVisitor(system);
  const before = new Set(linksIn(system.mailbox, email, 'password'));
  await door.fillIn('password', { email });
  const link = await waitFor(`a letter to ${email}`, async () =>
    linksIn(system.mailbox, email, 'password').find((one) => !before.has(one)),
  );
  const { status, text } = await door.confirm(link, { password });
  if (status !== 200) throw new Error(`the password was not taken: ${status} ${text}`);
};

/** Somebody at the door of a running system, with a browser and with the mailboxes of everybody. */
export const doorVisitor = (
  { address, mailbox }: Pick<System, 'address' | 'mailbox'>,
  browser: CookieBrowser = cookieBrowser(),
): DoorVisitor => {
  const given = new Set<string>();
  return {
    async fillIn(name, fields) {
      const page = await browser.open(`${address}/api/identity/${name}`);
      const work = /data-work="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&quot;', '"');
      if (work === undefined) throw new Error(`the page ${name} asks for no work`);
      const sent = await browser.open(page.address, { form: { ...fields, altcha: await captchaWork(work) } });
      return sent.location ? browser.follow(sent.location) : sent;
    },
    linkTo: (email, purpose) =>
      waitFor(`a letter to ${email} for ${purpose}`, async () => {
        const link = linksIn(mailbox, email, purpose).find((one) => !given.has(one));
        if (link) given.add(link);
        return link;
      }),
    async confirm(link, fields = {}) {
      const page = await browser.open(link);
      if (page.status !== 200) return page;
      return browser.open(link, { form: fields });
    },
  };
};
