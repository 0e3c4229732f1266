import { describe, expect, it } from 'vitest';
import { type FactKind, factChange, factsIn, nearestOf, replacementsIn } from '../../../functions/fiches/rules/significance/facts.ts';

const cases: [kind: FactKind, text: string, found: string[]][] = [
  ['amount', 'Entre 15\u00a0375,50\u202f€ et 20000 euros', ['15 375,50 €', '20000 euros']],
  ['amount', 'Au 1er janvier 2016 450 € par an', ['450 €']],
  ['amount', 'Article 450, alinéa 3', []],
  ['rate', 'Un taux de 0,75 % ou 12%', ['0,75 %', '12%']],
  ['duration', 'Sous 2 mois, 15 jours ou 1 an', ['2 mois', '15 jours', '1 an']],
  ['duration', '3 anciens élèves', []],
  ['date', 'Du 1er janvier 2020 au 30 Août', ['1er janvier 2020', '30 Août']],
  ['date', 'Les 12 marsouins', []],
];

describe('facts', () => {
  it.each(cases)('of kind %s are found in « %s »', (kind, text, found) => {
    expect(factsIn(kind, text).map((fact) => fact.text)).toEqual(found);
  });

  it('are the same however they are written', () => {
    expect(factChange('amount', '15 375 €', '15\u202f375 euros')).toEqual({ come: [], gone: [] });
    expect(factChange('date', '1er mars 2020', '1 Mars 2020')).toEqual({ come: [], gone: [] });
  });

  it('are found nearest to another, on either side', () => {
    const [low, middle, high] = factsIn('amount', '100 €, 450 € et 9 000 €');
    const nearest = nearestOf([high, low, middle].flatMap((fact) => fact ?? []));
    const nearestTo = (text: string) => factsIn('amount', text).map((fact) => nearest(fact)?.text);
    expect(nearestTo('1 €, 100 €, 440 €, 480 €, 1 000 000 €')).toEqual(['100 €', '100 €', '450 €', '450 €', '9 000 €']);
    expect(nearestOf([])({ text: '1 €', key: '1', value: 1 })).toBeUndefined();
  });

  it('replace one another in their order, or not at all', () => {
    const replaced = (before: string, after: string) =>
      replacementsIn(factChange('duration', before, after)).map(({ from, to }) => `${from.text} > ${to.text}`);
    expect(replaced('2 mois puis 5 jours puis 1 an', '3 mois puis 5 jours puis 2 ans')).toEqual(['2 mois > 3 mois', '1 an > 2 ans']);
    expect(replaced('2 mois', '3 mois ou 4 mois')).toEqual([]);
  });
});
