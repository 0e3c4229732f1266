import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, httpsPost } from '../../functions/webhooks/post/https-post.ts';
import { type Answering, startReceiver } from '../doubles/webhook-receiver.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});
const receiver = async (answering: Answering) => {
  const started = await startReceiver(answering);
  stops.push(started.stop);
  return started;
};
const posted = (address: string) => ({
  address,
  headers: { 'content-type': 'application/json', 'webhook-id': 'msg_1' },
  body: '{"titre":"é"}',
});
const refused: Answer = { status: null, failure: 'refused-address' };

describe('posting to a partner', () => {
  it('sends the body byte for byte and gives the status', async () => {
    const { address, received } = await receiver((_nth, response) => response.writeHead(204).end());
    expect(await httpsPost({ loopback: true })(posted(address))).toEqual({ status: 204, retryAfter: undefined });
    expect(received).toMatchObject([
      { method: 'POST', path: '/parvis', body: '{"titre":"é"}', headers: { 'webhook-id': 'msg_1', 'content-length': '14' } },
    ]);
  });

  it('follows no redirection', async () => {
    const target = await receiver((_nth, response) => response.end());
    const { address } = await receiver((_nth, response) => response.writeHead(307, { location: target.address }).end());
    expect(await httpsPost({ loopback: true })(posted(address))).toMatchObject({ status: 307 });
    expect(target.received).toEqual([]);
  });

  it('passes on for how long the partner wants to be left alone', async () => {
    const { address } = await receiver((_nth, response) => response.writeHead(429, { 'retry-after': '120' }).end());
    expect(await httpsPost({ loopback: true })(posted(address))).toEqual({ status: 429, retryAfter: '120' });
  });

  it('waits no longer than it may for an answer', async () => {
    const { address } = await receiver(() => undefined);
    const before = performance.now();
    expect(await httpsPost({ loopback: true, patience: 200 })(posted(address))).toEqual({ status: null, failure: 'too-slow' });
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it('waits no longer for a name that is looked up for ever', async () => {
    const post = httpsPost({ loopback: false, patience: 100, resolve: () => new Promise(() => undefined) });
    expect(await post(posted('https://partenaire.example.org/'))).toEqual({ status: null, failure: 'too-slow' });
  });

  it('takes in no more than a little of an answer without end, and goes by its status', async () => {
    let written = 0;
    const { address } = await receiver((_nth, response) => {
      response.writeHead(200);
      const more = (): void => {
        if (response.destroyed || written > 50_000_000) return;
        written += 65_536;
        response.write(Buffer.alloc(65_536), () => setImmediate(more));
      };
      more();
    });
    expect(await httpsPost({ loopback: true })(posted(address))).toMatchObject({ status: 200 });
    expect(written).toBeLessThan(20_000_000);
  });

  it('goes by the status of an answer whose end never comes', async () => {
    const { address } = await receiver((_nth, response) => response.writeHead(200).write('un début'));
    expect(await httpsPost({ loopback: true, patience: 300 })(posted(address))).toMatchObject({ status: 200 });
  });

  it.each([
    'not http at all\r\n\r\n',
    `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(40_000)}\r\n\r\n`,
    '',
    'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
  ])('takes what is no answer for none: %.20s', async (text) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(text));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    stops.push(async () => server.close());
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await httpsPost({ loopback: true })(posted(address))).toEqual({ status: null, failure: 'unreachable' });
  });

  it('says when nobody listens', async () => {
    const { address, stop } = await startReceiver(() => undefined);
    await stop();
    expect(await httpsPost({ loopback: true })(posted(address))).toEqual({ status: null, failure: 'unreachable' });
  });
});

describe('what may not be posted to', () => {
  it.each([
    'http://127.0.0.1:80/',
    'https://127.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:169.254.169.254]/',
    'https://0x7f.1/',
    'https://moi:secret@partenaire.example.org/',
    'http://partenaire.example.org/',
    'not an address',
  ])('is not connected to, whatever the table holds: %s', async (address) => {
    const resolve = () => Promise.reject(new Error('nothing may be looked up'));
    expect(await httpsPost({ loopback: false, resolve })(posted(address))).toEqual(refused);
  });

  it.each([
    ['this machine', '127.0.0.1', 4],
    ['the metadata service', '169.254.169.254', 4],
    ['a private network', '10.1.2.3', 4],
    ['this machine, over IPv6', '::1', 6],
    ['the metadata service, in IPv6', '::ffff:169.254.169.254', 6],
    ['a private network, over IPv6', 'fd12::1', 6],
  ])('is a name that leads to %s', async (_what, address, family) => {
    const { address: listening, received } = await receiver((_nth, response) => response.end());
    const name = `https://partenaire.example.org:8443/?${new URL(listening).port}`;
    const post = httpsPost({ loopback: false, resolve: async () => [{ address, family }] });
    expect(await post(posted(name))).toEqual(refused);
    expect(received).toEqual([]);
  });

  it('is a name that leads to one such address among good ones', async () => {
    const resolve = async () => [
      { address: '93.184.215.14', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    expect(await httpsPost({ loopback: false, resolve })(posted('https://partenaire.example.org/'))).toEqual(refused);
  });

  it('is a name that changes its mind: it is resolved once for each connection, and the connection goes to what was checked', async () => {
    let looked = 0;
    const resolve = async () => {
      looked += 1;
      return [{ address: looked === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }];
    };
    expect(await httpsPost({ loopback: false, resolve })(posted('https://partenaire.example.org/'))).toEqual(refused);
    expect(looked).toBe(1);
  });

  it('is a name that leads nowhere', async () => {
    const post = httpsPost({ loopback: false, resolve: async () => [] });
    expect(await post(posted('https://partenaire.example.org/'))).toEqual(refused);
  });
});
