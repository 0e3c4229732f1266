import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const made = new Set(['.git', 'node_modules', 'cdk.out', 'dist', '.parvis', 'coverage']);
const filesUnder = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (made.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
const written = filesUnder('');
const binary = /\.(zip|png|ico|woff2?|jar)$/;

/** Names that say nothing of what is inside, and so become a place for everything. */
const vague = /^(utils?|helpers?|common|misc|stuff|lib|tools?|types|constants)(\.|$)/i;

describe('the tree', () => {
  it('has files named after what they hold', () => {
    expect(written.filter((path) => /\.(ts|js|css)$/.test(path) && vague.test(basename(path)))).toEqual([]);
  });

  it('names no package registry: where packages come from is the business of each machine', () => {
    const registry = /https?:\/\/[\w.-]*(?:registry|npmjs|artifact|nexus|verdaccio)[\w.-]*\//i;
    const naming = written.filter((path) => !binary.test(path)).filter((path) => registry.test(readFileSync(join(root, path), 'utf8')));
    expect(naming).toEqual([]);
  });

  it('pins every dependency to one exact version', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
