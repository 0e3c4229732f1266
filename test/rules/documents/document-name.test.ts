import { expect, it } from 'vitest';
import { DocumentName } from '../../../schemas/document.ts';

it.each([
  ['  Carte 🪪 / recto  ', 'Carte 🪪 / recto'],
  ['facture\u202Efdp', 'facturefdp'],
  ['\u2067تقرير\u2069 2026', 'تقرير 2026'],
  ['a'.repeat(120), 'a'.repeat(120)],
])('a document that is called %j keeps %j', (typed, kept) => expect(DocumentName.parse(typed)).toBe(kept));

it.each([
  ['\u202E', 'Donnez un nom au document.'],
  ['a'.repeat(121), 'Le nom d’un document a 120 caractères au plus.'],
  ['a\u0000b', 'Le nom d’un document tient sur une ligne.'],
])('none is called %j', (typed, why) => expect(DocumentName.safeParse(typed).error?.issues[0]?.message).toBe(why));
