import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

const PART = 'part';
const RESOLVED = 'resolved';
/** Imports that may be of a part, ours or of the SDK: to ask us about every other one would take as long as all the rest of bundling. */
const MAY_BE_A_PART = /\.ts$|credential-provider|nested-clients|event-streams|loadSso|^bowser$|^@simplewebauthn\//;

/**
 * Has every part import `entry`, which is loaded by then. All that a start needs is so needed by all parts alike, and the bundler, which makes a file
 * of what the same parts share, puts it into one file, where it would lie in ten to twenty: each is opened, read and linked on its own.
 */
export const oneStart = (entry: string): Plugin => ({
  name: 'one-start',
  setup(bundler) {
    bundler.onResolve({ filter: MAY_BE_A_PART }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (kind !== 'dynamic-import' || pluginData === RESOLVED) return undefined;
      const resolved = await bundler.resolve(path, { kind, importer, resolveDir, pluginData: RESOLVED });
      return resolved.namespace === 'file' ? { path: resolved.path, namespace: PART } : resolved;
    });
    bundler.onLoad({ filter: /.*/, namespace: PART }, ({ path }) => ({
      contents: `import ${JSON.stringify(entry)}; export * from ${JSON.stringify(path)};`,
      resolveDir: dirname(path),
    }));
  },
});
