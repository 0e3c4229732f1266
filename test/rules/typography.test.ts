import { describe, expect, it } from 'vitest';
import { html, page, typesetDocument } from '../../functions/shared/html.ts';
import { typeset } from '../../schemas/typography.ts';

/** A space that does not break, where a test would hide it. */
const shown = (text: string) => text.replaceAll('\u00a0', '~');

describe('the spaces of a French text', () => {
  it.each([
    ['Autoriser « Médiathèque » ?', 'Autoriser «~Médiathèque~»~?'],
    ['Attention ! Deux choix : partir ; rester.', 'Attention~! Deux choix~: partir~; rester.'],
    ['à 10:30, https://exemple.fr/?q=a', 'à 10:30, https://exemple.fr/?q=a'],
    ['un mot, puis un autre', 'un mot, puis un autre'],
    ['', ''],
  ])('do not break before a sign of two parts, nor within quotation marks: %s', (text, expected) => {
    expect(shown(typeset(text))).toBe(expected);
    expect(typeset(typeset(text))).toBe(typeset(text));
  });

  it('are set in the texts of a page, whoever wrote them, and never in what a field holds', () => {
    const main = html`<p title="a : b">${'Objet : <b>'}</p><input value="${'mon nom : ?'}"><p>Fin !</p>`;
    const body = shown(page('Erreur : trop long', main));
    expect(body).toContain('<title>Erreur~: trop long – Parvis</title>');
    expect(body).toContain('<p title="a : b">Objet~: &lt;b&gt;</p><input value="mon nom : ?"><p>Fin~!</p>');
  });

  it('leave everything else of a document as it is', () => {
    const document = html`<!doctype html><p>déjà bien,\u00a0et : non</p>`;
    expect(shown(typesetDocument(document))).toBe('<!doctype html><p>déjà bien,~et~: non</p>');
  });
});
