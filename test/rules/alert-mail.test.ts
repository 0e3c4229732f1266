import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertMail } from '../../functions/alerts/mail/alert-mail.ts';
import { LEAVE_PLACEHOLDER, placeholderValues } from '../../functions/alerts/mail/placeholders.ts';
import type { Passage } from '../../schemas/revision.ts';
import { anAnnouncement } from '../doubles/announcements.ts';

const SITE = 'https://parvis.example';
const mailOf = (over: Parameters<typeof anAnnouncement>[0] = {}) => alertMail(anAnnouncement(over), SITE);

/** Every place where the mail service would put something, whatever its name. */
const placeholders = (text: string): string[] => text.match(/\{\{|\}\}/g) ?? [];

const passage = (change: Passage['change'], ...words: [Passage['words'][number]['change'], string][]): Passage => ({
  change,
  part: 'body',
  path: ['Coût', 'Cas général'],
  words: words.map(([kind, text]) => ({ change: kind, text })),
});

describe('the mail of an alert', () => {
  it('says what changed, where to read it, why one gets it and how to leave', () => {
    const { subject, text } = mailOf({ morePassages: 2 });
    expect(subject).toBe('Fiche modifiée : Carte Vitale');
    expect(text).toBe(`Une fiche que vous suivez a été modifiée.

Carte Vitale

La carte Vitale change de couleur au premier janvier.

CE QUI A CHANGÉ

* Remplacé – Coût
  Avant : La carte coûte 450 €.
  Après : La carte coûte 480 €.

2 autres passages ont changé.

Lire la fiche :
https://parvis.example/fiches/particuliers/F265.html

Voir tout ce qui a changé :
https://parvis.example/fiches/particuliers/F265/revisions/2.html

-- 
Vous recevez ce message parce que vous suivez cette fiche dans votre espace personnel Parvis.
Ne plus suivre cette fiche (sans vous connecter) :
{{leaveAddress}}
`);
  });

  it('says how often the fiche was modified when it tells several revisions, and leads to each', () => {
    const { text, html } = mailOf({ revision: 5, joined: [3, 4], changeNote: '– Une.\n– Deux.' });
    expect(text).toContain('Une fiche que vous suivez a été modifiée 3 fois.');
    for (const [at, revision] of [3, 4, 5].entries()) {
      const address = `https://parvis.example/fiches/particuliers/F265/revisions/${revision}.html`;
      expect(text).toContain(`Voir tout ce qui a changé (modification ${at + 1} sur 3) :\n${address}`);
      expect(html).toContain(`<a href="${address}">Voir tout ce qui a changé (modification ${at + 1} sur 3)</a>`);
    }
  });

  it('says in its subject that it is urgent', () => {
    expect(mailOf({ urgent: true }).subject).toBe('Urgent – fiche modifiée : Carte Vitale');
  });

  it('says the same in HTML', () => {
    const { html } = mailOf({ morePassages: 1 });
    expect(html).toMatch(/^<!doctype html>\s*<html lang="fr"/);
    for (const part of [
      '<h1 ',
      'Carte Vitale</h1>',
      'La carte Vitale change de couleur au premier janvier.',
      'Remplacé – Coût</h3>',
      '<strong>Avant\u00a0:</strong> La carte coûte <del>450 €</del>.',
      '<strong>Après\u00a0:</strong> La carte coûte <ins style="font-weight:bold">480 €</ins>.',
      'Un autre passage a changé.',
      'href="https://parvis.example/fiches/particuliers/F265.html"',
      'href="https://parvis.example/fiches/particuliers/F265/revisions/2.html"',
      'Vous recevez ce message parce que vous suivez cette fiche dans votre espace personnel Parvis.',
      'href="{{leaveAddress}}"',
    ]) {
      expect(html).toContain(part);
    }
    expect(html).not.toMatch(/<script|<table|<img|undefined|\[object/);
  });

  it.each([
    ['added', 'Ajouté'],
    ['removed', 'Supprimé'],
    ['moved', 'Déplacé'],
  ] as const)('says in words that a passage was %s', (change, label) => {
    const { text, html } = mailOf({ passages: [passage(change, [change === 'moved' ? 'same' : change, 'Le  timbre\nfiscal.'])] });
    expect(text).toContain(`* ${label} – Coût › Cas général\n  Le timbre fiscal.`);
    expect(html).toContain(`${label} – Coût › Cas général</h3>`);
  });

  it('leaves out the heading of changes when there is none to show', () => {
    const { text, html } = mailOf({ passages: [] });
    expect(text).not.toContain('CE QUI A CHANGÉ');
    expect(html).not.toContain('Ce qui a changé');
    expect(text).not.toContain('autres passages');
  });

  it('escapes what fiches and editors write', () => {
    const evil = '<script>alert("1")</script> & \'co\'';
    const { html } = mailOf({ title: evil, changeNote: evil, passages: [passage('rewritten', ['removed', evil], ['added', evil])] });
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;');
  });

  it('has no place for the mail service but the leave address, whatever is written', () => {
    const words = fc.string({ unit: fc.constantFrom('{', '}', 'a', ' ', '<', '&', '#', '/', '"') });
    fc.assert(
      fc.property(words, words, fc.array(words, { minLength: 1, maxLength: 4 }), (title, changeNote, texts) => {
        const passages = [
          passage(
            'rewritten',
            ...texts.flatMap((text): ['removed' | 'added', string][] => [
              ['removed', text],
              ['added', text],
            ]),
          ),
          { ...passage('added', ['added', texts.join('')]), path: texts },
        ];
        const { subject, html, text } = mailOf({ title, changeNote, passages });
        expect(placeholders(subject)).toEqual([]);
        expect(placeholders(html.replace(LEAVE_PLACEHOLDER, ''))).toEqual([]);
        expect(placeholders(text.replace(LEAVE_PLACEHOLDER, ''))).toEqual([]);
        expect(html.split(LEAVE_PLACEHOLDER)).toHaveLength(2);
        expect(text.split(LEAVE_PLACEHOLDER)).toHaveLength(2);
      }),
    );
  });

  it('shows braces as they were written', () => {
    const { html, text, subject } = mailOf({ title: 'Un {{piège}} ici' });
    expect(html).toContain('Un &#123;&#123;piège&#125;&#125; ici');
    expect(text.replaceAll('\u2060', '')).toContain('Un {{piège}} ici');
    expect(subject.replaceAll('\u2060', '')).toBe('Fiche modifiée : Un {{piège}} ici');
  });

  it('keeps its subject on one line of a fair length', () => {
    expect(mailOf({ title: ' Carte\r\nBcc: a@exemple.fr\u0000\u202e ' }).subject).toBe('Fiche modifiée : Carte Bcc: a@exemple.fr');
    const long = mailOf({ title: '👨‍👩‍👧'.repeat(200) }).subject;
    expect(long.endsWith('👨‍👩‍👧…')).toBe(true);
    expect([...new Intl.Segmenter('fr').segment(long)].length).toBe('Fiche modifiée : '.length + 120);
  });

  it('gives the leave address under the name that the mail asks for', () => {
    const address = `${SITE}/api/leave/k1.abc`;
    expect(JSON.parse(placeholderValues(address))).toEqual({ [LEAVE_PLACEHOLDER.replace(/[{}]/g, '')]: address });
  });

  it('holds no mail address', () => {
    const { subject, html, text } = mailOf();
    expect(subject + html + text).not.toContain('@');
  });
});
