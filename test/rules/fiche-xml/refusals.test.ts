import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFiche } from '../../../functions/fiches/xml/read-fiche.ts';
import { ficheXml } from '../../doubles/fiche-xml.ts';

const good = ficheXml();
const prolog = '<?xml version="1.0" encoding="UTF-8"?>';
const nested = (levels: number) => ficheXml({ content: `${'<Texte>'.repeat(levels)}x${'</Texte>'.repeat(levels)}` });

describe('a document that is not a fiche', () => {
  it.each([
    ['nothing', '', 1, /incomplet|vide/],
    ['text', 'bonjour', 1, /mal formé|caractère/],
    ['a tag left open', good.replace('</Texte>', ''), 5, /balise/],
    ['its end is missing', good.slice(0, -20), 5, /balise|incomplet/],
    ['a doctype', good.replace(prolog, `${prolog}\n<!DOCTYPE Publication>`), 2, /DOCTYPE/],
    [
      'an entity that it declares',
      good.replace(prolog, `${prolog}<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>`).replace('quinze', '&e;'),
      1,
      /DOCTYPE/,
    ],
    ['an entity of HTML', good.replace('quinze', '&nbsp;'), 5, /entité/],
    ['another root', '<Guide ID="F2"/>', 1, /« Guide »/],
    ['another encoding', good.replace('UTF-8', 'ISO-8859-1'), 1, /UTF-8/],
    ['an id of another kind of root', good.replace('ID="F2"', 'ID="R2"'), 1, /ID/],
    ['no id', good.replace(' ID="F2"', ''), 1, /ID/],
    ['no date', good.replace('modified 2020-01-01', ''), 2, /dc:date/],
    ['a day that does not exist', good.replace('2020-01-01', '2020-02-31'), 2, /dc:date/],
    ['an important date that is none', good.replace('type=', 'dateDerniereModificationImportante="hier" type='), 1, /importante/],
    ['no audience', good.replaceAll('Particuliers', 'Tous'), 1, /public/],
    ['levels without end', nested(150), 5, /niveaux/],
  ])('is refused for %s, and told where and why', (_name, xml, line, reason) => {
    expect(readFiche(xml)).toEqual({ ok: false, line, reason: expect.stringMatching(reason) });
  });

  it('is refused when its bytes are not UTF-8', () => {
    expect(readFiche(Buffer.from(good, 'utf16le'))).toMatchObject({ ok: false });
    expect(readFiche(Buffer.concat([Buffer.from(good.slice(0, 300)), Buffer.from([0xe9, 0x20]), Buffer.from(good.slice(300))]))).toEqual({
      ok: false,
      line: 1,
      reason: 'Le fichier n’est pas en UTF-8.',
    });
  });
});

describe('a document that is a fiche', () => {
  it('is read with a byte order mark, CDATA, comments, predefined entities and numeric references', () => {
    const xml = good.replace('quinze', '<!-- non --><![CDATA[<15>]]> &amp; &#233;&#x20AC;');
    const read = readFiche(Buffer.from(`\ufeff${xml}`));
    expect(read.ok && read.content.body).toEqual([{ kind: 'paragraph', content: ['Elle vaut <15> & é€ ans.'] }]);
  });

  it('cut or spoilt anywhere never throws', () => {
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(20), fc.string({ maxLength: 5 }), (at, length, junk) => {
        const read = readFiche(good.slice(0, at) + junk + good.slice(at + length));
        expect(typeof read.ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});
