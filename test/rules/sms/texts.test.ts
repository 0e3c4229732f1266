import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertText, codeText } from '../../../functions/alerts/rules/sms/alert-text.ts';
import { encodingOf, lengthOf, partsOf, toGsm7 } from '../../../functions/alerts/rules/sms/gsm7.ts';

const SITE = 'https://parvis.example';
const links = { ficheAddress: `${SITE}/fiches/particuliers/F12345.html`, leaveAddress: `${SITE}/api/leave/s.0123456789abcdefgh` };
const textOf = (title: string) => alertText({ title, ...links });

describe('the room of an SMS', () => {
  it.each([
    ['a text of plain letters', 'Bonjour', { encoding: 'gsm7', length: 7, parts: 1 }],
    ['the accents of the alphabet', 'é è à ù', { encoding: 'gsm7', length: 7, parts: 1 }],
    ['signs that take two places', '10 € [x]', { encoding: 'gsm7', length: 11, parts: 1 }],
    ['160 signs', 'a'.repeat(160), { encoding: 'gsm7', length: 160, parts: 1 }],
    ['161 signs', 'a'.repeat(161), { encoding: 'gsm7', length: 161, parts: 2 }],
    ['two full parts', 'a'.repeat(306), { encoding: 'gsm7', length: 306, parts: 2 }],
    ['one more', 'a'.repeat(307), { encoding: 'gsm7', length: 307, parts: 3 }],
    ['80 signs of two places', '€'.repeat(80), { encoding: 'gsm7', length: 160, parts: 1 }],
    ['81 of them', '€'.repeat(81), { encoding: 'gsm7', length: 162, parts: 2 }],
    ['an accent that is not of the alphabet', 'fenêtre', { encoding: 'ucs2', length: 7, parts: 1 }],
    ['70 signs with such an accent', `ê${'a'.repeat(69)}`, { encoding: 'ucs2', length: 70, parts: 1 }],
    ['71 of them', `ê${'a'.repeat(70)}`, { encoding: 'ucs2', length: 71, parts: 2 }],
    ['a sign outside the first plane', '🎓', { encoding: 'ucs2', length: 2, parts: 1 }],
    [
      'words that leave the end of a part empty',
      `${'a'.repeat(100)} ${'b'.repeat(100)} ${'c'.repeat(100)}`,
      { encoding: 'gsm7', length: 302, parts: 3 },
    ],
    ['nothing', '', { encoding: 'gsm7', length: 0, parts: 1 }],
  ])('%s', (_, text, room) => {
    expect({ encoding: encodingOf(text), length: lengthOf(text), parts: partsOf(text) }).toEqual(room);
  });

  it('never needs more than its length and its cuts between words allow, and never less than its length', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zé€ê]{1,40}$/), { maxLength: 40 }), (words) => {
        const text = words.join(' ');
        const [single, part] = encodingOf(text) === 'gsm7' ? [160, 153] : [70, 67];
        const parts = partsOf(text);
        if (lengthOf(text) <= single) expect(parts).toBe(1);
        else expect(parts).toBeGreaterThanOrEqual(Math.ceil(lengthOf(text) / part));
        expect(parts).toBeLessThanOrEqual(2 * Math.ceil(lengthOf(text) / part) + 1);
      }),
    );
  });

  it.each([
    ['Bourse des collèges', 'Bourse des collèges'],
    ['Permis de construire : être aidé', 'Permis de construire : etre aidé'],
    ['Aide à l’achat', "Aide à l'achat"],
    ['Label « Maisons »', 'Label "Maisons"'],
    ['Cœur, Ça, garçon', 'Coeur, Ça, garcon'],
    ['Taux 5 % – 10 %', 'Taux 5 % - 10 %'],
    ['Noël\u202f: 日', 'Noel : ?'],
  ])('folds %s to %s', (text, folded) => {
    expect(toGsm7(text)).toBe(folded);
  });

  it('folds any text into the cheap alphabet, and leaves what is in it as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(encodingOf(toGsm7(text))).toBe('gsm7');
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9 éèàù.,:?!€]*$/), (text) => {
        expect(toGsm7(text)).toBe(text);
      }),
    );
  });
});

describe('the text of an alert', () => {
  it('says what changed, where to read it and how to stop, in one SMS', () => {
    const text = textOf('Carte Vitale');
    expect(text).toBe(
      'Parvis : Carte Vitale a changé. https://parvis.example/fiches/particuliers/F12345.html STOP : https://parvis.example/api/leave/s.0123456789abcdefgh',
    );
    expect(partsOf(text)).toBe(1);
  });

  it('cuts a title that would make it two, and keeps both links whole', () => {
    const text = textOf('Complément de libre choix du mode de garde pour un enfant de moins de six ans');
    expect(partsOf(text)).toBe(1);
    expect(text).toMatch(/^Parvis : Complément de libre.*\.\.\. a changé\. https/);
    expect(text).toContain(links.ficheAddress);
    expect(text).toContain(links.leaveAddress);
  });

  it('gives up accents that would make it cost twice as much, and no others', () => {
    expect(textOf('Impôt réglé')).toContain('Parvis : Impot réglé a changé');
  });

  it('pays for a second SMS where the links leave no room for a title', () => {
    const long = { ficheAddress: `${links.ficheAddress}?${'a'.repeat(35)}`, leaveAddress: links.leaveAddress };
    const text = alertText({ title: 'Carte Vitale : demande, renouvellement et mise à jour', ...long });
    expect(partsOf(text)).toBe(2);
    expect(text).toContain('Carte Vitale : demande, renouvellement et mise à jour');
  });

  it('keeps the spelling where the links are in the dear alphabet anyway', () => {
    const text = alertText({ title: 'Impôt', ficheAddress: 'https://été.example/ê', leaveAddress: 'https://été.example/s' });
    expect(text).toContain('Impôt');
  });

  it('always holds both links whole, and never takes more SMS than the folded title in full', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
        const text = textOf(title);
        expect(text).toContain(`${links.ficheAddress} STOP : ${links.leaveAddress}`);
        const whole = `Parvis : ${toGsm7(title)} a changé. ${links.ficheAddress} STOP : ${links.leaveAddress}`;
        expect(partsOf(text)).toBeLessThanOrEqual(partsOf(whole));
        expect(partsOf(text)).toBe(1);
      }),
    );
  });

  it('of a code takes one SMS and holds no link', () => {
    expect(partsOf(codeText('012345'))).toBe(1);
    expect(codeText('012345')).toContain('012345');
    expect(codeText('012345')).not.toContain('http');
  });
});
