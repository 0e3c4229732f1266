// `npm run openapi` writes docs/openapi.json; with `--check` it only says whether the file is what the routes declare.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { openApiDocument } from './document.ts';

const file = new URL('openapi.json', import.meta.url);
const made = `${JSON.stringify(openApiDocument(), undefined, 2)}\n`;

const firstDifference = (written: string): string => {
  const lines = written.split('\n');
  const at = made.split('\n').findIndex((line, index) => line !== lines[index]);
  return `line ${at + 1}: the routes say ${made.split('\n')[at]?.trim()}, the file says ${lines[at]?.trim() ?? 'nothing'}`;
};

if (process.argv.includes('--check')) {
  const written = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (written !== made) {
    console.error(`docs/openapi.json is not what schemas/routes declares (${firstDifference(written)}). Run: npm run openapi`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, made);
  console.log(`docs/openapi.json: ${Object.keys(openApiDocument().paths ?? {}).length} paths`);
}
