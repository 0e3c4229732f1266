import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asAttachment, nameWithEnding, safeName } from '../../../functions/documents/rules/file-names.ts';
import { FileType } from '../../../schemas/document.ts';

const anyName = fc.string({ unit: 'binary', maxLength: 400 });

describe('the name of a file', () => {
  it.each([
    ['carte.pdf', 'carte.pdf'],
    ['Relevé d’identité (août).pdf', 'Relevé d’identité (août).pdf'],
    ['../../etc/passwd', 'etc-passwd'],
    ['C:\\Users\\moi\\scan.pdf', 'C-Users-moi-scan.pdf'],
    ['facture\u202Efdp.exe', 'facturefdp.exe'],
    ['  espaces \t et\nlignes  ', 'espaces et lignes'],
    ['🙂🙃.png', '🙂🙃.png'],
    ['\u200F\u200E', 'document'],
    ['...', 'document'],
    ['', 'document'],
    ['بطاقة الهوية.jpg', 'بطاقة الهوية.jpg'],
  ])('%j is kept as %j', (given, kept) => {
    expect(safeName(given)).toBe(kept);
  });

  it('is cut to what every device takes, and never through a character', () => {
    const family = '👩‍👩‍👧‍👦';
    const cut = safeName(family.repeat(300));
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(200);
    expect(cut.replaceAll(family, '')).toBe('');
    expect(safeName('é'.repeat(300))).toBe('é'.repeat(100));
  });

  it('is safe whatever it is made of, and safe a second time', () => {
    fc.assert(
      fc.property(anyName, (given) => {
        const name = safeName(given);
        expect(name).not.toMatch(/[\p{Cc}\p{Cs}\u200E\u200F\u202A-\u202E\u2066-\u2069<>:"/\\|?*]/u);
        expect(name.length).toBeGreaterThan(0);
        expect(name).not.toMatch(/^\./);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
        expect(safeName(name)).toBe(name);
      }),
    );
  });

  it.each([
    ['photo.JPEG', 'image/jpeg', 'photo.jpg'],
    ['photo.jpg', 'application/pdf', 'photo.jpg.pdf'],
    ['statuts', 'application/vnd.oasis.opendocument.text', 'statuts.odt'],
    ['.pdf', 'application/pdf', 'document.pdf'],
  ] as const)('%s that is %s is handed out as %s', (name, type, shown) => {
    expect(nameWithEnding(name, type)).toBe(shown);
  });
});

describe('what a browser is told of a file', () => {
  it.each([
    ['carte.pdf', `attachment; filename="carte.pdf"; filename*=UTF-8''carte.pdf`],
    ['Relevé œuvre.pdf', `attachment; filename="Releve oeuvre.pdf"; filename*=UTF-8''Relev%C3%A9%20%C5%93uvre.pdf`],
    ["d'été (1).pdf", `attachment; filename="d'ete (1).pdf"; filename*=UTF-8''d%27%C3%A9t%C3%A9%20%281%29.pdf`],
    ['🙂.png', `attachment; filename="_.png"; filename*=UTF-8''%F0%9F%99%82.png`],
    ['a"b;c\\d%.pdf', `attachment; filename="a_b_c_d_.pdf"; filename*=UTF-8''a%22b%3Bc%5Cd%25.pdf`],
  ])('%s', (name, header) => {
    expect(asAttachment(name)).toBe(header);
  });

  it('is one header of ASCII from which every reader gets the whole name back', () => {
    fc.assert(
      fc.property(anyName, fc.constantFrom(...FileType.options), (given, type) => {
        const name = nameWithEnding(safeName(given), type);
        const header = asAttachment(name);
        expect(header).toMatch(/^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]+"; filename\*=UTF-8''[\w.%!~+-]+$/);
        expect(decodeURIComponent(header.split("filename*=UTF-8''")[1] ?? '')).toBe(name);
      }),
    );
  });
});
