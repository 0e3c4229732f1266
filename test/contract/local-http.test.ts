import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../local/assembly.ts';
import { type System, startSystem } from '../../local/system.ts';
import { frontResources, functionResources, temporaryFolder, writeAssembly } from '../doubles/assembly.ts';

const echo = `
const answers = {
  text: () => 'plain',
  nothing: () => undefined,
  throw: () => { throw new Error('no'); },
  image: () => ({ statusCode: 201, headers: { 'Content-Type': 'image/png' }, cookies: ['a=1', 'b=2'], body: 'iVBORw==', isBase64Encoded: true }),
};
export const handler = async (event) => (answers[event.queryStringParameters?.answer] ?? (() => ({ statusCode: 200, body: JSON.stringify(event) })))();`;

const route = (key: string) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: { ApiId: { Ref: 'Api' }, RouteKey: key, Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] } },
});

const template = {
  Parameters: { TokenIssuer: { Type: 'String' } },
  Resources: {
    ...frontResources,
    ...functionResources('echo', []),
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['echo', 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    },
    Open: route('GET /things'),
    OpenWrite: route('POST /things'),
    One: route('GET /things/{thingId}/parts/{part}'),
    Exact: route('GET /things/{thingId}/parts/first'),
  },
};

describe('the one address', () => {
  let system: System;
  const reports: string[] = [];
  beforeAll(async () => {
    const assemblyDir = writeAssembly({ small: template }, { echo });
    system = await startSystem({ assemblyDir, dataDir: temporaryFolder(), testIssuer: true, report: (message) => reports.push(message) });
    const s3 = new S3Client({ ...system.operator, forcePathStyle: true });
    const put = (Key: string, Body: string, ContentType: string) =>
      s3.send(new PutObjectCommand({ Bucket: 'small-site', Key, Body, ContentType }));
    await Promise.all([
      put('index.html', '<h1>Accueil</h1>', 'text/html; charset=utf-8'),
      put('404.html', '<h1>Introuvable</h1>', 'text/html; charset=utf-8'),
      put('fiches/particuliers/F2.html', 'fiche', 'text/html'),
    ]);
    s3.destroy();
  });
  afterAll(() => system.stop());
  const ask = (path: string, init: RequestInit = {}) => fetch(system.address + path, init);
  const event = async (path: string, init?: RequestInit) =>
    (await (await ask(path, init)).json()) as Record<string, unknown> & { requestContext: JsonObject };

  describe('shows the site', () => {
    it.each([
      ['/', 200, '<h1>Accueil</h1>'],
      ['/?utm=1', 200, '<h1>Accueil</h1>'],
      ['/fiches/particuliers/F2.html', 200, 'fiche'],
      ['/fiches/particuliers/F3.html', 404, '<h1>Introuvable</h1>'],
    ])('%s', async (path, status, body) => {
      const reply = await ask(path);
      expect([reply.status, await reply.text()]).toEqual([status, body]);
    });

    it('with the headers of its policy, where local addresses stand for AWS’s', async () => {
      const { headers } = await ask('/');
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('permissions-policy')).toBe('camera=()');
      expect(headers.get('content-security-policy')).toBe(`default-src 'self'; connect-src ${system.operator.endpoint}`);
    });

    it('without its body to those who have it', async () => {
      const etag = (await ask('/')).headers.get('etag') ?? '';
      expect((await ask('/', { headers: { 'if-none-match': etag } })).status).toBe(304);
    });

    it('without a body to a HEAD, and not at all to a POST', async () => {
      const head = await ask('/', { method: 'HEAD' });
      expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '16', '']);
      expect((await ask('/', { method: 'POST' })).status).toBe(403);
    });
  });

  describe('gives the API the event of API Gateway', () => {
    it('with path, query, cookies and headers', async () => {
      const got = await event('/api/things/a%20b/parts/2?x=1&x=2&y=%C3%A9', { headers: { cookie: 'a=1; b=2', 'X-Own': 'value' } });
      expect(got).toMatchObject({
        version: '2.0',
        routeKey: 'GET /things/{thingId}/parts/{part}',
        rawPath: '/api/things/a%20b/parts/2',
        rawQueryString: 'x=1&x=2&y=%C3%A9',
        cookies: ['a=1', 'b=2'],
        headers: { 'x-own': 'value' },
        pathParameters: { thingId: 'a b', part: '2' },
        queryStringParameters: { x: '1,2', y: 'é' },
        isBase64Encoded: false,
        requestContext: {
          stage: 'api',
          accountId: '000000000000',
          http: { method: 'GET', path: '/api/things/a%20b/parts/2', sourceIp: '127.0.0.1' },
        },
      });
      expect(got).not.toHaveProperty('body');
      expect(got['headers']).not.toHaveProperty('cookie');
    });

    it.each([
      ['application/json', false, '{"a":"é"}'],
      ['application/problem+json', false, '{"a":"é"}'],
      ['text/plain;charset=utf-8', false, '{"a":"é"}'],
      ['application/x-www-form-urlencoded', true, Buffer.from('{"a":"é"}').toString('base64')],
      ['application/zip', true, Buffer.from('{"a":"é"}').toString('base64')],
    ])('with a body of %s', async (type, isBase64Encoded, body) => {
      expect(await event('/api/things', { method: 'POST', headers: { 'content-type': type }, body: '{"a":"é"}' })).toMatchObject({
        isBase64Encoded,
        body,
      });
    });

    it('from the most exact route', async () => {
      expect(await event('/api/things/1/parts/first')).toMatchObject({ routeKey: 'GET /things/{thingId}/parts/first' });
    });
  });

  describe('answers for the API', () => {
    it('404 to what is not declared', async () => {
      for (const [path, method] of [
        ['/api/nothing', 'GET'],
        ['/api/things', 'DELETE'],
        ['/api/things/1/parts', 'GET'],
      ] as const) {
        const reply = await ask(path, { method });
        expect([path, reply.status, await reply.json()]).toEqual([path, 404, { message: 'Not Found' }]);
      }
    });

    it('413 to more than 10 MB', async () => {
      expect((await ask('/api/things', { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) })).status).toBe(413);
    });

    it('500 when the function fails', async () => {
      const reply = await ask('/api/things?answer=throw');
      expect([reply.status, await reply.json()]).toEqual([500, { message: 'Internal Server Error' }]);
      expect(reports).toContain('echo: Error: no');
    });

    it('200 in JSON where the function gives no status', async () => {
      const reply = await ask('/api/things?answer=text');
      expect([reply.status, reply.headers.get('content-type'), await reply.text()]).toEqual([200, 'application/json', 'plain']);
      expect(await (await ask('/api/things?answer=nothing')).json()).toBeNull();
    });

    it('with status, headers, cookies and bytes as the function says', async () => {
      const reply = await ask('/api/things?answer=image');
      expect([reply.status, reply.headers.get('content-type'), reply.headers.getSetCookie()]).toEqual([201, 'image/png', ['a=1', 'b=2']]);
      expect(Buffer.from(await reply.arrayBuffer())).toEqual(Buffer.from('iVBORw==', 'base64'));
    });
  });
});
