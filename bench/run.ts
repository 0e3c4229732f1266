// `npm run bench [-- NAME…] [-- --json]`: every benchmark or those named; a table for people, or one JSON object a line.
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Row, Scenario } from './scenario.ts';

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean', default: false } }, allowPositionals: true });

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !['run.ts', 'scenario.ts'].includes(file))
  .map((file) => file.replace('.ts', ''));

const passes = ({ value, ratio = Number.NaN, mark }: Row): boolean => !mark || (mark.of === 'ratio' ? ratio : value) <= mark.most;

const number = (value: number | undefined): string =>
  value === undefined
    ? ''
    : value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : Math.abs(value) < 1000 ? 1 : 0 });

const table = (rows: Row[]): string => {
  const lines = rows.map((row) => [
    row.what,
    `${number(row.value)} ${row.unit}`,
    number(row.bare),
    number(row.ratio),
    row.mark ? `${passes(row) ? '✓' : '✗'} ${row.mark.of === 'ratio' ? 'ratio' : row.unit} ≤ ${row.mark.most}` : '',
  ]);
  const cells = [['what', 'value', 'bare', 'ratio', 'mark'], ...lines];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  const pad = (cell: string, column: number) =>
    column === 0 || column === 4 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return cells.map((line) => `  ${line.map(pad).join('  ')}`.trimEnd()).join('\n');
};

const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`no such benchmark: ${unknown.join(', ')}; there are ${names.join(', ')}`);

for (const name of names.filter((known) => positionals.length === 0 || positionals.includes(known))) {
  const { scenario } = (await import(`./${name}.ts`)) as { scenario: Scenario };
  if (!values.json) console.log(`\n${name}: ${scenario.title}`);
  const rows = await scenario.run();
  if (values.json)
    for (const row of rows) console.log(JSON.stringify({ benchmark: name, ...row, ...(row.mark && { passed: passes(row) }) }));
  else console.log(table(rows));
  if (!rows.every(passes)) process.exitCode = 1;
}
