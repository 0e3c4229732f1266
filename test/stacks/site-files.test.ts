import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite, cacheControlOf } from '../../lib/site.ts';

const folder = mkdtempSync(join(tmpdir(), 'parvis-site-'));
const [site, again] = [join(folder, 'one'), join(folder, 'elsewhere', 'two')];
const read = (file: string, root = site): string => readFileSync(join(root, file), 'utf8');
const files = (root = site): string[] => readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
const scripts = (): string[] => files().filter((file) => file.startsWith('assets/app/'));

/** Thousands of bytes as they travel. */
const kilobytes = (names: string[]): number => names.reduce((sum, name) => sum + gzipSync(read(name)).length, 0) / 1000;

beforeAll(async () => {
  await buildSite(site);
  await buildSite(again);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Those that a page names: they are loaded at once. */
const loadedBy = (page: string): string[] => [...read(page).matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file = '']) => file);
const named = (start: string): string[] => scripts().filter((file) => file.startsWith(`assets/app/${start}-`));

describe('the files of the site', () => {
  it('are the same bytes from the same sources', () => {
    expect(files(again)).toEqual(files());
    for (const file of files().filter((name) => name.includes('.'))) expect(read(file, again), file).toBe(read(file));
  });

  it('call only what is there', () => {
    const called = files()
      .filter((file) => file.endsWith('.html'))
      .flatMap((page) => [...read(page).matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file = '']) => file));
    expect(called.filter((file) => !files().includes(file))).toEqual([]);
    const imported = scripts().flatMap((file) =>
      [...read(file).matchAll(/["']\.\/([\w-]+\.js)["']/g)].map(([, name]) => `assets/app/${name}`),
    );
    expect(imported.length).toBeGreaterThan(10);
    expect(imported.filter((file) => !files().includes(file))).toEqual([]);
  });

  it('hold no script or style that is written into a page', () => {
    for (const page of files().filter((file) => file.endsWith('.html')))
      expect(read(page), page).not.toMatch(/<script(?![^>]* src=)|<style|style=|\son\w+="/);
    for (const script of scripts()) expect(read(script), script).not.toMatch(/\beval\(|new Function\(/);
  });

  it('are kept for ever where their name says what they hold, and for a moment elsewhere', () => {
    expect(scripts().filter((file) => !/-[0-9A-Z]{8}\.js$/.test(file))).toEqual([]);
    expect(cacheControlOf(scripts()[0] ?? '')).toContain('immutable');
    for (const file of ['mon-espace.html', 'assets/reader.js', 'assets/space.css']) expect(cacheControlOf(file)).toBe('public, max-age=30');
    expect(read('assets/reader.js')).toMatch(/^import '\.\/app\/reader-[0-9A-Z]{8}\.js';\n$/);
  });

  it('stay light: what reads a fiche, what opens one’s space, what signs in, and each page of a space', () => {
    expect(kilobytes(named('reader'))).toBeLessThan(1);
    expect(kilobytes(loadedBy('mon-espace.html'))).toBeLessThan(36);
    expect(kilobytes(named('oidc-session'))).toBeLessThan(20);
    expect(kilobytes(scripts())).toBeLessThan(140);
    expect(kilobytes(files().filter((file) => file.endsWith('.css')))).toBeLessThan(10);
  });
});
