import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleFunctions, entryOf, functionNames } from '../../lib/bundle.ts';
import { bundleSizes } from '../../lib/bundle-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'parvis-bundles-'));
const [first, second] = [join(folder, 'one'), join(folder, 'elsewhere', 'two')];
const filesIn = (root: string) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
const hashesIn = (root: string) =>
  filesIn(root).map((file) => [
    file,
    createHash('sha256')
      .update(readFileSync(join(root, file)))
      .digest('hex'),
  ]);
/** Statements, not the advice on importing that some messages of libraries give. */
const importsIn = (code: string): string[] => code.match(/(?<=^|[;}])import(?:[\s\w*{},$]+from)?\s*["'][^"']+["']/gm) ?? [];
const codeOf = (name: string) => readFileSync(join(first, name, 'index.mjs'), 'utf8');

beforeAll(async () => {
  await bundleFunctions(first);
  await bundleFunctions(second);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('bundles', () => {
  it('are one module and its source map for each function', () => {
    expect(filesIn(first)).toEqual(functionNames.flatMap((name) => [`${name}/index.mjs`, `${name}/index.mjs.map`]).sort());
  });

  it('are the same bytes when built again elsewhere', () => {
    expect(hashesIn(second)).toEqual(hashesIn(first));
  });

  it('are left as they lie when nothing has changed', async () => {
    const before = filesIn(first).map((file) => statSync(join(first, file)).mtimeMs);
    await bundleFunctions(first);
    expect(filesIn(first).map((file) => statSync(join(first, file)).mtimeMs)).toEqual(before);
  });

  it.each(functionNames)('%s exports its handler, and takes no module of Node by import', (name) => {
    expect(/export\{[^}]*\bas handler\b[^}]*\}/.test(codeOf(name))).toBe(true);
    expect(importsIn(codeOf(name))).toEqual([]);
  });

  it.each(functionNames)('%s holds nothing of the local system nor of tests', (name) => {
    const { sources } = JSON.parse(readFileSync(join(first, name, 'index.mjs.map'), 'utf8')) as { sources: string[] };
    expect(sources.some((source) => source.endsWith(entryOf(name)))).toBe(true);
    expect(sources.filter((source) => /(^|\/)(local|test|bench|lib)\//.test(source) && !source.includes('node_modules'))).toEqual([]);
  });

  it.each(functionNames)('%s speaks French, and carries no other language of the validator', (name) => {
    const { sources } = JSON.parse(readFileSync(join(first, name, 'index.mjs.map'), 'utf8')) as { sources: string[] };
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
