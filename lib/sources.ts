import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** All that an assembly is made of, but for the libraries, which the lock file names. */
const SOURCES = ['bin', 'lib', 'functions', 'schemas', 'cdk.json', 'package-lock.json', 'tsconfig.json'];

const filesOf = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .map((file) => join(path, file))
        .filter((file) => statSync(file).isFile())
        .sort()
    : [path];

/** A text that is another one as soon as a source in this folder is added, taken away or written to. */
export const markOfSources = (root: string): string => {
  const hash = createHash('sha256').update(process.version);
  for (const path of SOURCES.flatMap((source) => filesOf(join(root, source)))) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
};
