import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IPv4 blocks that lead to no machine of the public network (IANA's registry of special-purpose addresses, RFC 6890). */
const INNER_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** All public IPv6 machines are in this block. Loopback, link-local, private, IPv4-mapped and NAT64 addresses are not. */
const PUBLIC_V6 = '2000::/3';
/** Within it: protocols that wrap an IPv4 address (Teredo, 6to4), and addresses for documents. */
const INNER_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const blocks = (family: 'ipv4' | 'ipv6', subnets: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = '', bits] = subnet.split('/');
    list.addSubnet(net, Number(bits), family);
  }
  return list;
};

const innerV4 = blocks('ipv4', INNER_V4);
const publicV6 = blocks('ipv6', [PUBLIC_V6]);
const innerV6 = blocks('ipv6', INNER_V6);

/** Whether an IP address, as text, is one of the public network: what is not known to be is not. */
export const isPublicAddress = (address: string): boolean => {
  if (isIPv4(address)) return !innerV4.check(address, 'ipv4');
  if (!isIPv6(address) || address.includes('%')) return false;
  return publicV6.check(address, 'ipv6') && !innerV6.check(address, 'ipv6');
};

/** Whether it is this machine, over IPv4. */
export const isLoopback = (address: string): boolean => isIPv4(address) && address.startsWith('127.');
