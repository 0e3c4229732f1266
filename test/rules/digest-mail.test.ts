import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestMail } from '../../functions/alerts/mail/digest-mail.ts';
import { type DigestEntry, groupDigest } from '../../functions/alerts/rules/digest-groups.ts';
import { SpaceId } from '../../schemas/account.ts';
import type { Announcement } from '../../schemas/publication.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { aFiche } from '../doubles/subscriptions.ts';

const SITE = 'https://parvis.example';
const PAUSE = `${SITE}/api/pause/k1.pause`;
const personal = SpaceId.parse(randomUUID());
const other = SpaceId.parse(randomUUID());

const entry = (ficheId: string, parts: Partial<Announcement> = {}, spaceId = personal): DigestEntry => ({
  spaceId,
  announcement: anAnnouncement({ ...aFiche(ficheId), title: `Fiche ${ficheId}`, ...parts }),
  leaveAddress: `${SITE}/api/leave/k1.${ficheId}`,
});
const mailOf = (...entries: DigestEntry[]) => digestMail({ entries, siteAddress: SITE, pauseAddress: PAUSE, spaceNames: new Map() });
const many = (count: number) => Array.from({ length: count }, (_, n) => entry(`F${1000 + n}`));

describe('the news of a digest', () => {
  it('are grouped by space, then by fiche in the order of the alphabet', () => {
    const groups = groupDigest([
      entry('F3', { title: 'Étudiant : bourse' }),
      entry('F1', { title: 'Zone bleue' }, other),
      entry('F2', { title: 'Emploi' }),
      entry('F4', { title: 'Étranger' }),
    ]);
    expect(groups.map(({ spaceId, fiches }) => [spaceId, fiches.map(({ title }) => title)])).toEqual([
      [personal, ['Emploi', 'Étranger', 'Étudiant : bourse']],
      [other, ['Zone bleue']],
    ]);
  });

  it('tell a fiche that changed twice once, under its last title, with both changes in their order', () => {
    const [space, ...more] = groupDigest([entry('F1', { revision: 12, title: 'Nouveau' }), entry('F1', { revision: 9, title: 'Ancien' })]);
    expect(more).toEqual([]);
    expect(space?.fiches).toHaveLength(1);
    expect(space?.fiches[0]).toMatchObject({ title: 'Nouveau' });
    expect(space?.fiches[0]?.revisions.map(({ revision }) => revision)).toEqual([9, 12]);
  });

  it('keep apart two fiches of the same title, and the same fiche of two audiences', () => {
    const [space] = groupDigest([
      entry('F1', { title: 'Congés' }),
      entry('F2', { title: 'Congés' }),
      entry('F1', { title: 'Congés', audience: 'professionnels' }),
    ]);
    expect(space?.fiches.map(({ audience, ficheId }) => `${audience} ${ficheId}`)).toEqual([
      'particuliers F1',
      'particuliers F2',
      'professionnels F1',
    ]);
  });

  it('lose and double nothing, whatever is told', () => {
    const told = fc.uniqueArray(
      fc.record({ fiche: fc.nat(5), revision: fc.integer({ min: 1, max: 6 }), space: fc.constantFrom(personal, other) }),
      { selector: ({ fiche, revision, space }) => `${fiche} ${revision} ${space}`, minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(told, (all) => {
        const groups = groupDigest(all.map(({ fiche, revision, space }) => entry(`F${fiche}`, { revision }, space)));
        const found = groups.flatMap(({ spaceId, fiches }) =>
          fiches.flatMap(({ ficheId, revisions }) => revisions.map(({ revision }) => `${ficheId} ${revision} ${spaceId}`)),
        );
        expect(found.toSorted()).toEqual(all.map(({ fiche, revision, space }) => `F${fiche} ${revision} ${space}`).toSorted());
      }),
    );
  });
});

describe('the mail of a digest', () => {
  it('says how many fiches changed', () => {
    expect(mailOf(entry('F1')).subject).toBe('Parvis : une fiche que vous suivez a changé');
    expect(mailOf(entry('F1'), entry('F1', { revision: 3 })).subject).toBe('Parvis : une fiche que vous suivez a changé');
    expect(mailOf(...many(3)).subject).toBe('Parvis : 3 fiches que vous suivez ont changé');
  });

  it('says in text what changed, where to read it, and how to leave each fiche or pause all', () => {
    expect(mailOf(entry('F1', { morePassages: 1 })).text).toBe(`Une fiche que vous suivez a changé

VOTRE ESPACE PERSONNEL

## Fiche F1

La carte Vitale change de couleur au premier janvier.

* Remplacé – Coût
  Avant : La carte coûte 450 €.
  Après : La carte coûte 480 €.

Un autre passage a changé.

Voir tout ce qui a changé :
https://parvis.example/fiches/particuliers/F1/revisions/2.html

Lire la fiche :
https://parvis.example/fiches/particuliers/F1.html

Ne plus suivre cette fiche (sans vous connecter) :
https://parvis.example/api/leave/k1.F1

-- 
Vous recevez ce récapitulatif parce que vous avez choisi d’être prévenu chaque jour ou chaque semaine.
Suspendre mes récapitulatifs (sans vous connecter) :
https://parvis.example/api/pause/k1.pause
Vos abonnements sont conservés.
`);
  });

  it('says the same in HTML', () => {
    const { html } = mailOf(entry('F1', { morePassages: 1 }), entry('F2'));
    expect(html).toMatch(/^<!doctype html>\s*<html lang="fr"/);
    for (const part of [
      '2 fiches que vous suivez ont changé</h1>',
      'Votre espace personnel</h2>',
      '<a href="https://parvis.example/fiches/particuliers/F1.html">Fiche F1</a></h3>',
      'La carte Vitale change de couleur au premier janvier.',
      '<strong>Après\u00a0:</strong> La carte coûte <ins style="font-weight:bold">480 €</ins>.',
      'Un autre passage a changé.',
      'href="https://parvis.example/fiches/particuliers/F2/revisions/2.html"',
      'href="https://parvis.example/api/leave/k1.F1"',
      'href="https://parvis.example/api/leave/k1.F2"',
      `href="${PAUSE}"`,
    ]) {
      expect(html).toContain(part);
    }
    expect(html).not.toMatch(/<script|<table|<img|undefined|\[object|false|\{\{/);
  });

  it('numbers the changes of a fiche that changed several times, and points to the older ones', () => {
    const six = Array.from({ length: 6 }, (_, n) => entry('F1', { revision: n + 2, changeNote: `La note numéro ${n + 1} du jour.` }));
    const { text, html } = mailOf(...six.toReversed());
    for (const body of [text, html]) {
      expect(body).not.toContain('La note numéro 2');
      expect(body).toContain('2 modifications plus anciennes sont sur la fiche.');
      const places = [3, 4, 5, 6].map((rank) => body.indexOf(`Modification ${rank} sur 6`));
      expect(places.every((place, at) => place > (places[at - 1] ?? 0))).toBe(true);
      expect(body.indexOf('La note numéro 6')).toBeGreaterThan(body.indexOf('La note numéro 5'));
    }
    expect(mailOf(entry('F1')).text).not.toContain('Modification 1');
  });

  it('names every fiche with its links however many there are, and stays under what mail readers cut', () => {
    for (const count of [60, 200]) {
      const entries = many(count).map((one) => ({ ...one, leaveAddress: `${one.leaveAddress}${'x'.repeat(150)}` }));
      const { html, text, subject } = mailOf(...entries);
      expect(subject).toContain(`${count} fiches`);
      for (const { announcement, leaveAddress } of entries) {
        for (const body of [html, text]) {
          expect(body).toContain(announcement.title);
          expect(body).toContain(`/${announcement.ficheId}/revisions/2.html`);
          expect(body).toContain(leaveAddress);
        }
      }
      const others = Number(/Et (\d+) autres fiches/.exec(html)?.[1] ?? 0);
      expect(text).toContain(`Et ${others} autres fiches`);
      expect(html.match(/<h3 /g)).toHaveLength(count - others + 1);
    }
    expect(Buffer.byteLength(mailOf(...many(60)).html)).toBeLessThan(102_000);
  });

  it('tells the first fiche in full even when it is long', () => {
    const passage = { ...anAnnouncement().passages[0], path: ['Coût'], change: 'added' as const, part: 'body' as const };
    const long = Array.from({ length: 6 }, () => ({ ...passage, words: [{ change: 'added' as const, text: 'mot '.repeat(100) }] }));
    const entries = Array.from({ length: 4 }, (_, n) => entry('F1', { revision: n + 2, passages: long, changeNote: 'x'.repeat(1000) }));
    const { html } = mailOf(...entries);
    expect(html).not.toContain('autres fiches');
    expect(Buffer.byteLength(html)).toBeLessThan(30_000);
  });

  it('escapes what fiches and editors write', () => {
    const evil = '<script>alert("1")</script> & \'co\'';
    const { html } = mailOf(entry('F1', { title: evil, changeNote: evil }), entry('F2', { title: 'Carte\r\nBcc: a\u202e' }));
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toContain('\u202e');
  });

  it('holds no mail address', () => {
    const { subject, html, text } = mailOf(...many(3));
    expect(subject + html + text).not.toContain('@');
  });
});
