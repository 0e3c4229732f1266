import { isIPv4, isIPv6 } from 'node:net';

/** The eight groups of an IPv6 address, whatever it leaves out. */
const groupsOf = (address: string): string[] => {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const between = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...between, ...after].map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''));
};

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * Who an address may be one of: `network` is one connection (an IPv4 address, the first 64 bits of IPv6), `neighbourhood` those around it
 * (24 bits, 48 bits). What is no address is a network of its own, the same for all of them.
 */
export const networksOf = (address: string): { network: string; neighbourhood: string } => {
  const plain = MAPPED.exec(address)?.[1] ?? address.split('%')[0] ?? '';
  if (isIPv4(plain)) return { network: plain, neighbourhood: plain.split('.').slice(0, 3).join('.') };
  if (!isIPv6(plain) || plain.includes('.')) return { network: 'unknown', neighbourhood: 'unknown' };
  const groups = groupsOf(plain);
  return { network: groups.slice(0, 4).join(':'), neighbourhood: groups.slice(0, 3).join(':') };
};
