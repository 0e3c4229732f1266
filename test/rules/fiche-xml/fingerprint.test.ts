import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../../functions/fiches/rules/fingerprint.ts';
import { readFiche } from '../../../functions/fiches/xml/read-fiche.ts';
import { FicheContent } from '../../../schemas/fiche-content.ts';
import { ficheXml } from '../../doubles/fiche-xml.ts';
import { sampleFiles } from '../../doubles/samples.ts';

const contentOf = (xml: string): FicheContent => {
  const read = readFiche(xml);
  if (!read.ok) throw new Error(read.reason);
  return read.content;
};
const fingerprint = (xml: string): string => fingerprintOf(contentOf(xml));
const text = (words: string) =>
  `<Texte><Chapitre><Titre><Paragraphe>Durée</Paragraphe></Titre><Paragraphe>${words}</Paragraphe></Chapitre></Texte>`;
const base = ficheXml({ content: text('Payez <Valeur>12 000 €</Valeur> avant mai.') });

describe('two documents in which a reader sees no difference', () => {
  it.each([
    [
      'their dates',
      base.replace('2020-01-01', '2020-06-01').replace('type=', 'dateDerniereModificationImportante="2020-06-01T00:00:00" type='),
    ],
    [
      'the schema version',
      base.replace('type=', 'spUrl="https://exemple.fr/F2" type=').replace('Fiche d’information', 'Fiche d’information conditionnée'),
    ],
    ['conditions', base.replace('<Chapitre>', '<Chapitre numerote="true"><Condition><estVrai var="T1"/></Condition>')],
    ['no-break spaces', base.replace('12 000 €', '12\u00a0000\u202f€')],
    ['line breaks and indentation', base.replaceAll('><', '>\n\t<').replace('Payez ', 'Payez\n   ')],
    ['where a space stands', base.replace('Payez <Valeur>12 000 €</Valeur> avant', 'Payez<Valeur> 12 000 € </Valeur>avant')],
  ])('have one fingerprint: they differ by %s', (_what, other) => {
    expect(other).not.toBe(base);
    expect(fingerprint(other)).toBe(fingerprint(base));
  });

  it('whatever the order of the properties, and once they went through a store', async () => {
    for (const { xml } of (await sampleFiles('fiches-sample')).slice(0, 20)) {
      const content = contentOf(xml);
      const reversed = Object.fromEntries(Object.entries(content).toReversed()) as FicheContent;
      expect(fingerprintOf(reversed)).toBe(fingerprintOf(content));
      expect(fingerprintOf(FicheContent.parse(JSON.parse(JSON.stringify(content))))).toBe(fingerprintOf(content));
    }
  });

  it('are most of the sample’s fiches that DILA only moved to another schema', async () => {
    const [before, after] = await Promise.all([sampleFiles('fiches-sample'), sampleFiles('fiches-sample-revision2')]);
    const first = new Map(before.map(({ name, xml }) => [name, fingerprint(xml)]));
    const same = after.filter(({ name, xml }) => first.get(name) === fingerprint(xml)).map(({ name }) => name);
    expect(same.sort()).toEqual(['F1218.xml', 'F1971.xml', 'F2365.xml', 'F303.xml']);
  });
});

describe('two documents that read differently', () => {
  it.each([
    ['a word', base.replace('avant', 'après')],
    ['an amount', base.replace('12 000', '12 500')],
    ['a mark', base.replaceAll('Valeur', 'Expression')],
    ['a title', base.replace('Durée', 'Délai')],
    ['the theme', base.replace('<Theme ID="N19810">', '<Theme ID="N19811">')],
    ['a link’s target', base.replace('avant', '<LienInterne LienPublication="F8" type="Dossier">avant</LienInterne>')],
  ])('have two: %s', (_what, other) => {
    expect(fingerprint(other)).not.toBe(fingerprint(base));
  });

  it('whatever the words', () => {
    const words = fc.array(fc.stringMatching(/^[a-zé]{1,6}$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const same = fingerprint(ficheXml({ content: text(a.join(' ')) })) === fingerprint(ficheXml({ content: text(b.join('\n ')) }));
        expect(same).toBe(a.join(' ') === b.join(' '));
      }),
    );
  });
});
