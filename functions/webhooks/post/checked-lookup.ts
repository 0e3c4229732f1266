import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** Every address that a name has now. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

/** A name leads to an address that nothing may be posted to. */
export class AddressRefused extends Error {
  constructor() {
    super('the name leads to an address that is not public');
    this.name = 'AddressRefused';
  }
}

/**
 * Resolves a name when a connection is made, and gives the connection the very addresses that were checked: a name that leads elsewhere a moment
 * later changes nothing. One address that may not be reached refuses the name.
 */
export const checkedLookup = (resolve: Resolve, allows: (address: string) => boolean): LookupFunction => {
  const check = async (hostname: string): Promise<[LookupAddress, ...LookupAddress[]]> => {
    const [first, ...others] = await resolve(hostname);
    if (!first || ![first, ...others].every(({ address }) => allows(address))) throw new AddressRefused();
    return [first, ...others];
  };
  const give = async (...[hostname, { all }, callback]: Parameters<LookupFunction>): Promise<void> => {
    let addresses: [LookupAddress, ...LookupAddress[]];
    try {
      addresses = await check(hostname);
    } catch (error) {
      callback(error as NodeJS.ErrnoException, '');
      return;
    }
    if (all) callback(null, addresses);
    else callback(null, addresses[0].address, addresses[0].family);
  };
  return (...asked) => void give(...asked);
};
