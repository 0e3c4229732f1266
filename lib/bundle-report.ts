import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { bundleFunctions, functionNames } from './bundle.ts';

export interface BundleSize {
  name: string;
  /** Thousands of bytes, as loaded and as sent. */
  kilobytes: number;
  gzipped: number;
}

const kilobytes = (bytes: number): number => Math.round(bytes / 100) / 10;

/** A minified module begins with all that it imports. */
const IMPORTED = /import(?:[^;'"]*from)?"\.\/([^"]+)"/g;

/** A module and the parts that it loads at once; not those that it loads when a call needs them. */
export const loadedFrom = (folder: string, file = 'index.mjs', loaded = new Set<string>()): Set<string> => {
  loaded.add(file);
  const imported = [...readFileSync(join(folder, file), 'utf8').matchAll(IMPORTED)].map(([, part = '']) => part);
  for (const part of imported.filter((one) => !loaded.has(one))) loadedFrom(folder, part, loaded);
  return loaded;
};

/** How much code each function loads at a cold start, the largest first; source maps apart. */
export const bundleSizes = (bundles: string): BundleSize[] =>
  functionNames
    .map((name) => {
      const code = Buffer.concat([...loadedFrom(join(bundles, name))].map((file) => readFileSync(join(bundles, name, file))));
      return { name, kilobytes: kilobytes(code.length), gzipped: kilobytes(gzipSync(code).length) };
    })
    .sort((one, other) => other.kilobytes - one.kilobytes);

if (import.meta.main) {
  const bundles = resolve(fileURLToPath(new URL('..', import.meta.url)), 'dist');
  await bundleFunctions(bundles);
  console.table(bundleSizes(bundles));
}
