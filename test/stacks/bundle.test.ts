import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { environmentOf } from '../../bench/cold-start/first-call.ts';
import { bundleFunctions, entryOf, functionNames, isInParts } from '../../lib/bundle.ts';
import { bundleSizes, loadedFrom } from '../../lib/bundle-report.ts';
import { problemsOfFunction } from '../../lib/bundling/own-problems.ts';
import { problems } from '../../schemas/problem.ts';
import { routesByFunction } from '../../schemas/routes/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'parvis-bundles-'));
/** Those that `npm run synth` and the journeys take, and others that are made in another place. */
const [first, second] = [fileURLToPath(new URL('../../dist', import.meta.url)), join(folder, 'elsewhere', 'two')];
const filesIn = (place: string) =>
  readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(place.length + 1))
    .sort();
const bundlesIn = (place: string) => filesIn(place).filter((file) => functionNames.some((name) => file.startsWith(`${name}/`)));
const hashesIn = (place: string) =>
  bundlesIn(place).map((file) => [
    file,
    createHash('sha256')
      .update(readFileSync(join(place, file)))
      .digest('hex'),
  ]);
/** Statements, not the advice on importing that some messages of libraries give. */
const importsIn = (code: string): string[] => code.match(/(?<=^|[;}])import(?:[\s\w*{},$]+from)?\s*["'][^"']+["']/gm) ?? [];
const modulesOf = (name: string) => filesIn(join(first, name)).filter((file) => file.endsWith('.mjs'));
const codeOf = (name: string, module = 'index.mjs') => readFileSync(join(first, name, module), 'utf8');
const sourcesIn = (name: string, module: string) => (JSON.parse(codeOf(name, `${module}.map`)) as { sources: string[] }).sources;
const sourcesOf = (name: string) => modulesOf(name).flatMap((module) => sourcesIn(name, module));
/** The modules that a function loads when it starts. */
const startOf = (name: string) => [...loadedFrom(join(first, name))];

beforeAll(async () => {
  await bundleFunctions(first);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('bundles', () => {
  it.each(functionNames.filter((name) => !isInParts(name)))('%s is one module and its source map', (name) => {
    expect(filesIn(join(first, name))).toEqual(['index.mjs', 'index.mjs.map']);
  });

  it.each(functionNames.filter(isInParts))('%s is an entry and its parts, each with its source map', (name) => {
    expect(modulesOf(name)).toContain('index.mjs');
    expect(filesIn(join(first, name))).toEqual(
      modulesOf(name)
        .flatMap((module) => [module, `${module}.map`])
        .sort(),
    );
  });

  it('of the API load what verifies tokens, searches and edits when a call needs it', () => {
    const sources = startOf('fiches-api')
      .flatMap((module) => sourcesIn('fiches-api', module))
      .join();
    expect(sources).toContain('functions/fiches/read-fiche.ts');
    expect(sources).not.toMatch(/saxes|minisearch|aws-jwt-verify|rules\/difference\.ts/);
    expect(sourcesOf('fiches-api').join()).toMatch(/saxes.*minisearch|minisearch.*saxes/);
  });

  it.each(functionNames.filter(isInParts))('%s starts with one file of code, not with many', (name) => {
    const sizes = startOf(name).map((module) => statSync(join(first, name, module)).size);
    expect(Math.max(...sizes) / sizes.reduce((one, other) => one + other)).toBeGreaterThan(0.99);
  });

  it.each(functionNames.filter((name) => name in routesByFunction))('%s has words for each problem that its code names', (name) => {
    const known = problemsOfFunction(name as keyof typeof routesByFunction);
    const code = modulesOf(name)
      .map((module) => codeOf(name, module))
      .join('\n');
    const named = Object.keys(problems).filter((kind) => code.includes(`("${kind}"`));
    expect(named).not.toEqual([]);
    expect(named.filter((kind) => !known.has(kind))).toEqual([]);
  });

  it('leave what decodes pictures, draws codes, reads devices and sends one by one to the calls that need it', () => {
    const heavy = /node_modules\/(?:jimp|libheif-js|qrcode|otpauth|bowser|undici|@simplewebauthn\/server)\//;
    const eager = functionNames.filter(
      (name) => isInParts(name) && startOf(name).some((module) => heavy.test(sourcesIn(name, module).join())),
    );
    expect(eager).toEqual([]);
  });

  it('start without what only their parts take of the SDK', () => {
    const startsWith = (name: string, source: RegExp) =>
      startOf(name).some((module) => sourcesIn(name, module).some((one) => source.test(one)));
    const laterOnly = functionNames.filter((name) => isInParts(name) && !startsWith(name, /client-(?:s3|sns)\//));
    expect(laterOnly).toEqual(expect.arrayContaining(['documents-api', 'accounts-leaving']));
    expect(laterOnly.filter((name) => startsWith(name, /protocols\/xml\/|util-stream\/checksum\//))).toEqual([]);
  });

  it('are the same bytes when built elsewhere, left as they lie when nothing has changed, and keep no part of before', {
    timeout: 240_000,
  }, async () => {
    for (const name of functionNames) cpSync(join(first, name), join(second, name), { recursive: true });
    const writtenAt = () => bundlesIn(second).map((file) => [file, statSync(join(second, file)).mtimeMs]);
    const before = writtenAt();
    writeFileSync(join(second, 'fiches-api', 'part-of-before.mjs'), '');
    await bundleFunctions(second);
    expect(hashesIn(second)).toEqual(hashesIn(first));
    expect(writtenAt()).toEqual(before);
    writeFileSync(join(second, 'fiches-api', 'part-of-before.mjs'), '');
    await bundleFunctions(second);
    expect(bundlesIn(second), 'nothing is made anew from the same sources').toContain('fiches-api/part-of-before.mjs');
  });

  it.each(functionNames)('%s exports its handler, and takes no module of Node by import', (name) => {
    expect(/export\{[^}]*\bas handler\b[^}]*\}/.test(codeOf(name))).toBe(true);
    const imported = modulesOf(name).flatMap((module) =>
      importsIn(codeOf(name, module)).map((statement) => /"([^"]+)"$/.exec(statement)?.[1]),
    );
    expect(imported.filter((part) => !part?.startsWith('./') || !modulesOf(name).includes(part.slice(2)))).toEqual([]);
  });

  const kinds = ['Collator', 'DateTimeFormat', 'NumberFormat', 'Segmenter'] as const;

  /** `Intl`, whose formatters are told of when they are made. */
  const watchedIntl = (made: string[]): typeof Intl => {
    const watched = (kind: (typeof kinds)[number]) =>
      new Proxy(Intl[kind], {
        construct: (target, given) => {
          made.push(kind);
          return Reflect.construct(target, given) as object;
        },
      });
    return Object.assign(Object.create(Intl) as typeof Intl, Object.fromEntries(kinds.map((kind) => [kind, watched(kind)])));
  };

  /** The first formatter makes Node read the tables of languages: some twenty milliseconds. The fetcher, for which nobody waits, does not start with an address that it could not use. */
  it.each(functionNames)('%s builds no schema and makes no formatter of a language before it is called', async (name) => {
    const made: string[] = [];
    const built = vi.fn<() => void>();
    vi.stubGlobal('__zod_globalConfig', { postProcessor: built });
    vi.stubGlobal('Intl', watchedIntl(made));
    for (const [variable, value] of Object.entries(environmentOf(name))) vi.stubEnv(variable, value);
    await import(join(first, name, 'index.mjs'));
    expect(made).toEqual([]);
    if (name !== 'fiches-fetcher') expect(built).not.toHaveBeenCalled();
  });

  it.each(functionNames)('%s holds nothing of the local system nor of tests', (name) => {
    const sources = sourcesOf(name);
    expect(sources.some((source) => source.endsWith(entryOf(name)))).toBe(true);
    expect(sources.filter((source) => /(^|\/)(local|test|bench|lib)\//.test(source) && !source.includes('node_modules'))).toEqual([]);
  });

  it.each(functionNames)('%s speaks French, and carries no other language of the validator', (name) => {
    const sources = sourcesOf(name);
    const languages = sources.flatMap((source) => /zod\/v4\/locales\/(\w+)\.js$/.exec(source)?.[1] ?? []);
    expect(languages.filter((language) => !['en', 'fr'].includes(language))).toEqual([]);
  });

  it('are measured, the largest first', () => {
    const sizes = bundleSizes(first);
    expect(sizes.map(({ name }) => name).sort()).toEqual([...functionNames].sort());
    expect(sizes.map(({ kilobytes }) => kilobytes)).toEqual(sizes.map(({ kilobytes }) => kilobytes).sort((one, other) => other - one));
    for (const { kilobytes, gzipped } of sizes) expect(gzipped).toBeLessThan(kilobytes);
  });
});
