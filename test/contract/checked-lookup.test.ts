import { describe, expect, it } from 'vitest';
import { AddressRefused, checkedLookup, type Resolve } from '../../functions/webhooks/post/checked-lookup.ts';
import { isPublicAddress } from '../../functions/webhooks/post/public-address.ts';

const good = [
  { address: '93.184.215.14', family: 4 },
  { address: '2606:4700:4700::1111', family: 6 },
];
const ask = (resolve: Resolve, all: boolean) =>
  new Promise((resolveAnswer) => {
    checkedLookup(resolve, isPublicAddress)('partenaire.example.org', { all }, (error, address, family) =>
      resolveAnswer(error ?? (all ? address : { address, family })),
    );
  });

describe('a look-up that is checked', () => {
  it('gives a connection the very addresses that were looked at, in their order', async () => {
    expect(await ask(async () => good, true)).toEqual(good);
    expect(await ask(async () => good, false)).toEqual(good[0]);
  });

  it.each([true, false])('gives none of them when one is not public (all: %s)', async (all) => {
    expect(await ask(async () => [...good, { address: '10.0.0.1', family: 4 }], all)).toBeInstanceOf(AddressRefused);
  });

  it('passes on that a name is not there', async () => {
    const missing = new Error('ENOTFOUND');
    expect(await ask(() => Promise.reject(missing), true)).toBe(missing);
  });
});
