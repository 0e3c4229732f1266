import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { element, xmlDocument } from '../../../functions/fiches/feeds/xml-element.ts';

/** What a strict parser reads back of the only element, its attribute and its text. */
const readBack = (xml: string): { attribute: string; text: string } => {
  const read = { attribute: '', text: '' };
  let isInside = false;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ attributes }) => {
    read.attribute = attributes['a'] ?? '';
    isInside = true;
  });
  parser.on('closetag', () => {
    isInside = false;
  });
  parser.on('text', (text) => {
    if (isInside) read.text += text;
  });
  parser.write(xml).close();
  return read;
};

const written = (text: string): string => xmlDocument(element('e', { a: text }, text));

describe('XML written from elements', () => {
  it.each([
    { what: 'signs of its own', text: `& < > " ' ]]> &amp;`, read: `& < > " ' ]]> &amp;` },
    { what: 'tabs and line ends', text: 'a\tb\nc\rd', read: 'a\tb\nc\rd' },
    { what: 'no control character', text: 'a\u0000\u0008\u000b\u001fb\ufffe\uffff', read: 'ab' },
    {
      what: 'no half of a character',
      text: 'half \ud83d of a character, or \udc00 the other',
      read: 'half  of a character, or  the other',
    },
    { what: 'any other character', text: 'whole 😀 é\u00a0œ', read: 'whole 😀 é\u00a0œ' },
  ])('says $what', ({ text, read }) => {
    expect(readBack(written(text))).toEqual({ attribute: read, text: read });
  });

  it('is read back as it was said, whatever the text, and can always be read', () => {
    /** Halves of characters too. */
    const anySign = fc
      .oneof(fc.integer({ min: 0, max: 0x10_ffff }), fc.integer({ min: 0, max: 0x7f }))
      .map((code) => String.fromCodePoint(code));
    const sayable = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
    fc.assert(
      fc.property(fc.string({ unit: anySign }), (text) => {
        const kept = Array.from(text)
          .filter((sign) => sayable.test(sign))
          .join('');
        expect(readBack(written(text))).toEqual({ attribute: kept, text: kept });
      }),
    );
  });

  it('leaves out what is null, and closes what is empty', () => {
    expect(xmlDocument(element('e', {}, null, element('f'), 'x'))).toBe('<?xml version="1.0" encoding="utf-8"?>\n<e><f/>x</e>\n');
  });
});
