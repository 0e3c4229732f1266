import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { httpsDownload } from '../../functions/fiches/archive/download.ts';
import { type FetchDependencies, fetchArchives } from '../../functions/fiches/fetch-archives.ts';
import { importUseCases } from '../../functions/fiches/wiring/import-routes.ts';
import { AccountId } from '../../schemas/account.ts';
import { ImportId } from '../../schemas/import.ts';
import { contextOf } from '../doubles/context.ts';
import { importTime } from '../doubles/importing.ts';
import { importsInMemory, uploadsInMemory } from '../doubles/imports-in-memory.ts';

const editor = contextOf(AccountId.parse(randomUUID()), 'editor');
const reading = { ...editor, trail: undefined };

const given = () => {
  const imports = importsInMemory();
  const uploads = uploadsInMemory();
  return { imports, uploads, ...importUseCases({ imports, uploads, clock: () => importTime, newId: randomUUID }) };
};

describe('starting an import', () => {
  it('opens it in the editor’s name and gives a form for its archive alone, for an hour', async () => {
    const { startImport, readImport, imports } = given();
    const { import: started, upload } = await startImport({ body: { scope: 'complete', audience: 'associations' } }, editor);
    expect(started).toMatchObject({ state: 'waiting', scope: 'complete', audience: 'associations', startedBy: editor.caller.accountId });
    expect(upload).toEqual({
      url: 'https://depot.exemple.fr',
      fields: { key: `imports/${started.id}.zip`, seconds: '3600' },
      expiresAt: '2026-03-01T09:00:00.000Z',
    });
    expect(imports.trails).toEqual([editor.trail]);
    expect(await readImport({ params: { importId: ImportId.parse(started.id) } }, reading)).toMatchObject(started);
  });

  it('shows up in the list', async () => {
    const { startImport, listImports } = given();
    const { import: started } = await startImport({ body: { scope: 'partial' } }, editor);
    expect((await listImports({ query: { limit: 20 } }, reading)).items).toMatchObject([{ id: started.id, audience: null }]);
  });
});

describe('reading an import that does not exist', () => {
  it('is a clear problem, for its report too', async () => {
    const { readImport, readImportReport } = given();
    const params = { importId: ImportId.parse(randomUUID()) };
    await expect(readImport({ params }, reading)).rejects.toMatchObject({ kind: 'import-not-found' });
    await expect(readImportReport({ params, query: { limit: 20 } }, reading)).rejects.toMatchObject({ kind: 'import-not-found' });
  });
});

describe('fetching the official archives', () => {
  const address = 'https://exemple.fr/vosdroits-latest.zip';
  const fetching = (answer: FetchDependencies['download']) => {
    const logged: string[] = [];
    const imports = importsInMemory();
    const uploads = uploadsInMemory();
    const run = fetchArchives({
      imports,
      uploads,
      download: answer,
      clock: () => importTime,
      newId: randomUUID,
      log: (code) => logged.push(code),
    });
    return { imports, uploads, logged, run };
  };
  const answering =
    (text: string, etag: string | null = null) =>
    async () => ({ bytes: Buffer.from(text), etag, lastModified: null });

  it('starts a complete import of each, in nobody’s name, and remembers it', async () => {
    const { run, imports, uploads } = fetching(answering('archive', '"1"'));
    await run({ particuliers: address });
    const [started] = (await imports.list({ limit: 9 })).items;
    expect(started).toMatchObject({ scope: 'complete', audience: 'particuliers', state: 'waiting', startedBy: null });
    expect(imports.trails).toMatchObject([{ actor: 'public', action: 'import.started' }]);
    expect(await uploads.read(ImportId.parse(started?.id))).toMatchObject({ bytes: Buffer.from('archive') });
    expect(await imports.lastFetched('particuliers')).toMatchObject({
      etag: '"1"',
      sha256: createHash('sha256').update('archive').digest('hex'),
      importId: started?.id,
    });
  });

  it('starts nothing when the archive is the same, by its site’s word or by its bytes', async () => {
    const answers = [answering('archive', '"1"'), async () => 'unchanged' as const, answering('archive', '"2"')];
    const { run, imports } = fetching(() => (answers.shift() ?? answering('new'))());
    await run({ particuliers: address });
    await run({ particuliers: address });
    await run({ particuliers: address });
    expect((await imports.list({ limit: 9 })).items).toHaveLength(1);
    expect(await imports.lastFetched('particuliers')).toMatchObject({ etag: '"2"' });
    await run({ particuliers: address });
    expect((await imports.list({ limit: 9 })).items).toHaveLength(2);
  });

  it('logs an address that fails and goes on to the next', async () => {
    const { run, imports, logged } = fetching((asked) => (asked === address ? answering('archive')() : Promise.reject(new Error('down'))));
    await run({ particuliers: 'https://en-panne.exemple.fr', associations: address });
    expect(logged).toEqual(['archive.fetch-failed']);
    expect((await imports.list({ limit: 9 })).items).toMatchObject([{ audience: 'associations' }]);
  });
});

describe('downloading an archive', () => {
  const site = (pages: Record<string, Response>) => {
    const asked: Request[] = [];
    const send = (async (url: URL, init: RequestInit) => {
      asked.push(new Request(url, init));
      return pages[String(url)] ?? new Response(null, { status: 404 });
    }) as typeof fetch;
    return { asked, download: httpsDownload(send, 10) };
  };
  const at = 'https://exemple.fr/a.zip';

  it('gives its bytes and what the site says of them', async () => {
    const { download } = site({ [at]: new Response('zip', { headers: { etag: '"1"', 'last-modified': 'hier' } }) });
    expect(await download(at, undefined)).toEqual({ bytes: Buffer.from('zip'), etag: '"1"', lastModified: 'hier' });
  });

  it('asks for it only if it changed', async () => {
    const { download, asked } = site({ [at]: new Response(null, { status: 304 }) });
    expect(await download(at, { etag: '"1"', lastModified: 'hier' })).toBe('unchanged');
    expect([asked[0]?.headers.get('if-none-match'), asked[0]?.headers.get('if-modified-since')]).toEqual(['"1"', 'hier']);
  });

  it('follows a redirection over https', async () => {
    const there = 'https://ailleurs.exemple.fr/a.zip';
    const { download } = site({ [at]: new Response(null, { status: 302, headers: { location: there } }), [there]: new Response('zip') });
    expect(await download(at, undefined)).toMatchObject({ bytes: Buffer.from('zip') });
  });

  it.each([
    ['over http', /https/, 'http://exemple.fr/a.zip', {}],
    [
      'by a redirection to http',
      /https/,
      at,
      { [at]: new Response(null, { status: 301, headers: { location: 'http://exemple.fr/a.zip' } }) },
    ],
    ['by redirections without end', /redirections/, at, { [at]: new Response(null, { status: 301, headers: { location: at } }) }],
    ['when the site has none', /404/, at, {}],
    ['when it is too large', /larger/, at, { [at]: new Response('x'.repeat(11)) }],
  ])('fails %s', async (_why, reason, address, pages) => {
    await expect(site(pages).download(address, undefined)).rejects.toThrow(reason);
  });
});
