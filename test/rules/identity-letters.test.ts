import { describe, expect, it } from 'vitest';
import {
  deletionAskedLetter,
  deletionCalledBackLetter,
  erasedLetter,
  exportReadyLetter,
} from '../../functions/accounts/leaving/letters.ts';
import { factorLetter } from '../../functions/identity/factors/factor-letters.ts';
import { linkLetter } from '../../functions/identity/federation/link-letters.ts';
import {
  activationLetter,
  addressChangedLetter,
  addressTakenLetter,
  confirmAddressLetter,
  elsewhereLetter,
  hasAccountLetter,
  linkYoursLetter,
  newPasswordLetter,
  openingLetter,
  passwordChangedLetter,
} from '../../functions/identity/letters/words.ts';
import { invitationLetter, placeLetter, reinstatedLetter, suspendedLetter } from '../../functions/identity/staff/staff-letters.ts';
import { type Letter, letterOf } from '../../functions/shared/letters/letter.ts';
import { Service } from '../../schemas/account.ts';
import { FactorNews } from '../../schemas/factor.ts';
import { IdentityNews, StateProvider } from '../../schemas/federation.ts';
import { ErasureId } from '../../schemas/leaving.ts';

const SITE = 'https://parvis.exemple';
const space = (site: string) => `${site}/mon-espace.html`;
const account = (site: string) => `${site}/mon-espace.html#/compte`;
const password = (site: string) => `${site}/api/identity/password`;
const itself = (link: string) => link;

/** Each letter by its name: made of a link or of the address of the site, and where it leads; nowhere where nothing is to be done. */
const letters: [name: string, make: (address: string) => Letter, leadsTo?: (address: string) => string][] = [
  ['activation', activationLetter, itself],
  ['already an account', hasAccountLetter, space],
  ['opening with FranceConnect', openingLetter, itself],
  ['opening, already an account', linkYoursLetter, space],
  ['new password', newPasswordLetter, itself],
  ['no password here', elsewhereLetter, itself],
  ['password changed', passwordChangedLetter, password],
  ['new address', confirmAddressLetter, itself],
  ['address taken', addressTakenLetter, space],
  ['address changed', addressChangedLetter, itself],
  ['invitation to work here', invitationLetter, itself],
  ['another place', (site) => placeLetter({ role: 'agent', service: Service.parse('etat-civil') }, site), space],
  ['suspended', () => suspendedLetter()],
  ['reinstated', reinstatedLetter, space],
  ...FactorNews.options.map((news): [string, (site: string) => Letter, (site: string) => string] => [
    news,
    (site) => factorLetter([news], site),
    password,
  ]),
  ...StateProvider.options.flatMap((provider) =>
    IdentityNews.options.map((news): [string, (site: string) => Letter, (site: string) => string] => [
      `${provider} ${news}`,
      (site) => linkLetter(provider, news, site),
      password,
    ]),
  ),
  ['copy ready', (site) => exportReadyLetter(site, '2026-03-02T09:00:00.000Z'), account],
  ['deletion asked', (site) => deletionAskedLetter(site, '2026-03-08T09:00:00.000Z'), account],
  ['deletion called back', deletionCalledBackLetter, account],
  ['erased', () => erasedLetter(ErasureId.parse('0d5dbe66-2c3c-4a27-9a4f-1f1a5b1a7c11'))],
];

/** What a reader of HTML sees, with the spaces of plain text. */
const seen = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

const sentencesOf = (text: string): string[] =>
  text
    .split(/\n+/)
    .filter((line) => line !== '-- ' && line !== '')
    .map((line) => line.replace(/ :$/, ''));

describe.each(letters)('the letter « %s »', (_name, make, leadsTo) => {
  const letter = make(SITE);

  it('has a subject of one short line that tells nothing of its reader', () => {
    expect(letter.subject).toMatch(/^\p{Lu}[^\n\r@]{9,69}$/u);
    expect(letter.subject).not.toMatch(/https?:|\d{4}/);
    expect(make('https://ailleurs.exemple').subject).toBe(letter.subject);
  });

  it('says the same as text and as HTML, and why it came', () => {
    const page = seen(letter.html);
    for (const sentence of sentencesOf(letter.text)) expect(page).toContain(seen(sentence));
    expect(letter.text).toMatch(/\n-- \nVous recevez ce/);
    expect(letter.html).toContain(`<title>${letter.subject}</title>`);
  });

  it('leads to the one place where something can be done, whole', () => {
    const links = [...letter.html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(links).toEqual(leadsTo ? [leadsTo(SITE)] : []);
    if (leadsTo) expect(letter.text.split('\n')).toContain(leadsTo(SITE));
  });

  it('escapes what is put into it', () => {
    const hostile = 'https://parvis.exemple/"><script>a</script>?x=1&y=2';
    const { html } = make(hostile);
    expect(html).not.toContain('<script>');
    if (leadsTo) expect(html).toContain('href="https://parvis.exemple/&quot;&gt;&lt;script&gt;a&lt;/script&gt;?x=1&amp;y=2');
  });
});

describe('a letter with words of somebody in it', () => {
  const name = 'Club <b>"nautique"</b> & fils';
  const { subject, text, html } = letterOf({
    title: `Invitation de ${name}\r\nBcc: tous@exemple.fr`,
    paragraphs: [`Bonjour ${name},`],
    action: { label: `Rejoindre ${name}`, address: SITE },
    afterwards: [name],
    why: `Parce que ${name} le veut.`,
  });

  it('cannot break out of its subject or of its HTML, and keeps the words as they are in its text', () => {
    expect(subject).toBe(`Invitation de ${name} Bcc: tous@exemple.fr`);
    expect(html).not.toContain('<b>');
    expect(html.split('Club &lt;b&gt;&quot;nautique&quot;&lt;/b&gt; &amp; fils').length).toBeGreaterThan(5);
    expect(text).toContain(`Bonjour ${name},`);
  });
});
