import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLoopback, isPublicAddress } from '../../../functions/webhooks/post/public-address.ts';
import { addressRefusal } from '../../../functions/webhooks/rules/endpoint-address.ts';

const octet = fc.integer({ min: 0, max: 255 });
const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
const v4 = (...parts: (number | fc.Arbitrary<number>)[]) =>
  fc.tuple(...parts.map((part) => (typeof part === 'number' ? fc.constant(part) : part))).map((octets) => octets.join('.'));
const v6 = (...parts: (string | fc.Arbitrary<string>)[]) =>
  fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((groups) => groups.join(':'));
const between = (min: number, max: number) => fc.integer({ min, max });
const hexBetween = (min: number, max: number) => between(min, max).map((value) => value.toString(16));
const rest = (count: number) => Array.from({ length: count }, () => group);

const inner: Record<string, fc.Arbitrary<string>> = {
  'this network': v4(0, octet, octet, octet),
  'private 10/8': v4(10, octet, octet, octet),
  'private 172.16/12': v4(172, between(16, 31), octet, octet),
  'private 192.168/16': v4(192, 168, octet, octet),
  'carriers’ own 100.64/10': v4(100, between(64, 127), octet, octet),
  loopback: v4(127, octet, octet, octet),
  'link-local, with the metadata service': v4(169, 254, octet, octet),
  'protocol assignments': v4(192, 0, 0, octet),
  documentation: fc.oneof(v4(192, 0, 2, octet), v4(198, 51, 100, octet), v4(203, 0, 113, octet)),
  benchmarks: v4(198, between(18, 19), octet, octet),
  'multicast and reserved': v4(between(224, 255), octet, octet, octet),
  'IPv4 in IPv6': v4(octet, octet, octet, octet).map((address) => `::ffff:${address}`),
  'IPv4 in IPv6, in hexadecimal': v6('::ffff', group, group),
  'IPv4-compatible IPv6': v4(octet, octet, octet, octet).map((address) => `::${address}`),
  NAT64: v4(octet, octet, octet, octet).map((address) => `64:ff9b::${address}`),
  '6to4': v6('2002', ...rest(7)),
  Teredo: v6('2001', '0', ...rest(6)),
  'IPv6 unique local, with the metadata service': v6(hexBetween(0xfc00, 0xfdff), ...rest(7)),
  'IPv6 link-local': v6(hexBetween(0xfe80, 0xfebf), ...rest(7)),
  'IPv6 multicast': v6(hexBetween(0xff00, 0xffff), ...rest(7)),
  'IPv6 documentation': fc.oneof(v6('2001', 'db8', ...rest(6)), v6('3fff', hexBetween(0, 0xfff), ...rest(6))),
  'IPv6 that nobody has assigned': v6(hexBetween(0x4000, 0xfbff), ...rest(7)),
};

describe('an address of the public network', () => {
  it.each(Object.entries(inner))('is none of: %s', (_what, addresses) => {
    fc.assert(fc.property(addresses, (address) => !isPublicAddress(address)));
  });

  it.each(['127.0.0.1', '169.254.169.254', '169.254.170.2', 'fd00:ec2::254', '::1', '::', '0.0.0.0', '255.255.255.255', 'fe80::1%eth0'])(
    'is not %s',
    (address) => expect(isPublicAddress(address)).toBe(false),
  );

  it.each([
    '1.1.1.1',
    '93.184.215.14',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '192.167.255.255',
    '223.255.255.255',
  ])('is %s', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each(['2606:4700:4700::1111', '2a00:1450:4007:80c::200e', '2001:4860:4860::8888', '2003::1'])('is %s', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  it('is no text that is not an address', () => {
    fc.assert(fc.property(fc.string(), (text) => /^[\d.]+$|:/.test(text) || !isPublicAddress(text)));
    for (const text of ['', 'localhost', '1.1.1', '1.1.1.1.1', '0x7f000001', '2130706433', '1.1.1.1 ', '[::1]'])
      expect(isPublicAddress(text)).toBe(false);
  });

  it('is told from this machine', () => {
    expect(['127.0.0.1', '127.1.2.3', '128.0.0.1', '::1', '10.0.0.1'].map(isLoopback)).toEqual([true, true, false, false, false]);
  });
});

describe('the address of an endpoint', () => {
  it.each([
    'https://partenaire.example.org/parvis',
    'https://partenaire.example.org:8443/?a=1',
    'https://partenaire.example.org:443/',
    'https://xn--prfecture-c4a.example.fr/hook',
  ])('may be %s', (address) => expect(addressRefusal(address, false)).toBeUndefined());

  it.each([
    ['no TLS', 'http://partenaire.example.org/'],
    ['another protocol', 'ftp://partenaire.example.org/'],
    ['a file', 'file:///etc/passwd'],
    ['a user', 'https://moi@partenaire.example.org/'],
    ['a password', 'https://moi:secret@partenaire.example.org/'],
    ['a fragment', 'https://partenaire.example.org/#a'],
    ['a port of something else', 'https://partenaire.example.org:22/'],
    ['an IPv4 address', 'https://93.184.215.14/'],
    ['an IPv4 address in hexadecimal', 'https://0x5db8d70e/'],
    ['an IPv4 address as one number', 'https://2130706433/'],
    ['an IPv4 address in octal', 'https://0177.0.0.1/'],
    ['an IPv6 address', 'https://[2606:4700:4700::1111]/'],
    ['IPv4 in IPv6', 'https://[::ffff:169.254.169.254]/'],
    ['this machine', 'https://localhost/'],
    ['this machine, with a dot', 'https://localhost./'],
    ['a name of one word', 'https://intranet/'],
    ['a name of a private network', 'https://ip-10-0-0-1.eu-west-3.compute.internal/'],
    ['a printer', 'https://imprimante.local/'],
    ['nothing readable', 'https://'],
  ])('cannot have %s', (_what, address) => expect(addressRefusal(address, false)).toMatch(/\.$/));

  it('may be on this machine only where that is said, and then on none but it', () => {
    expect(addressRefusal('http://127.0.0.1:4321/hook', true)).toBeUndefined();
    expect(addressRefusal('http://127.0.0.1:4321/hook', false)).toBeDefined();
    expect(addressRefusal('http://localhost:4321/hook', true)).toBeDefined();
    expect(addressRefusal('http://10.0.0.1/hook', true)).toBeDefined();
    expect(addressRefusal('http://partenaire.example.org/hook', true)).toBeDefined();
  });
});
