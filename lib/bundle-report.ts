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

/** How much code each function loads at a cold start, the largest first; source maps apart. */
export const bundleSizes = (bundles: string): BundleSize[] =>
  functionNames
    .map((name) => {
      const code = readFileSync(join(bundles, name, 'index.mjs'));
      return { name, kilobytes: kilobytes(code.length), gzipped: kilobytes(gzipSync(code).length) };
    })
    .sort((one, other) => other.kilobytes - one.kilobytes);

if (import.meta.main) {
  const bundles = resolve(fileURLToPath(new URL('..', import.meta.url)), 'dist');
  await bundleFunctions(bundles);
  console.table(bundleSizes(bundles));
}
