import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

const importing = (source: string) => `import { thing } from '${source}';\nexport const kept = thing;\n`;
const typing = (source: string) => `import type { Thing } from '${source}';\nexport type Kept = Thing;\n`;

/** One planted violation of each arrow: the file, what it holds, the rule that must refuse it. */
const violations: [file: string, text: string, rule: string][] = [
  ['schemas/a.ts', importing('../functions/shared/clock.ts'), 'parvis(arrows)'],
  ['schemas/b.ts', importing('saxes'), 'parvis(arrows)'],
  ['schemas/c.ts', importing('node:crypto'), 'parvis(arrows)'],
  ['web/a.ts', importing('../functions/shared/clock.ts'), 'parvis(arrows)'],
  ['web/b.ts', importing('../lib/stacks/data.ts'), 'parvis(arrows)'],
  ['functions/fiches/a.ts', importing('../accounts/store.ts'), 'parvis(arrows)'],
  ['functions/fiches/deep/down/a.ts', importing('../../../accounts/store.ts'), 'parvis(arrows)'],
  ['functions/fiches/b.ts', typing('../accounts/store.ts'), 'parvis(arrows)'],
  ['functions/fiches/c.ts', "export { thing } from '../alerts/store.ts';\n", 'parvis(arrows)'],
  ['functions/fiches/d.ts', "export * from '../alerts/store.ts';\n", 'parvis(arrows)'],
  ['functions/fiches/e.ts', "export const later = () => import('../alerts/store.ts');\n", 'parvis(arrows)'],
  ['functions/fiches/f.ts', "export type Kept = import('../alerts/store.ts').Thing;\n", 'parvis(arrows)'],
  ['functions/fiches/g.ts', importing('../../lib/stacks/data.ts'), 'parvis(arrows)'],
  ['functions/fiches/h.ts', importing('../../local/system.ts'), 'parvis(arrows)'],
  ['functions/fiches/i.ts', importing('../../test/doubles/clock.ts'), 'parvis(arrows)'],
  ['functions/fiches/j.ts', importing('@aws-sdk/client-s3'), 'parvis(arrows)'],
  ['functions/fiches/k.ts', typing('@aws-sdk/lib-dynamodb'), 'parvis(arrows)'],
  ['functions/fiches/wiring.ts', importing('aws-cdk-lib'), 'parvis(arrows)'],
  ['functions/alerts/rules.ts', importing('../shared/clock.ts'), 'parvis(arrows)'],
  ['functions/alerts/rules/a.ts', importing('../store.ts'), 'parvis(arrows)'],
  ['functions/alerts/rules/b.ts', importing('node:fs'), 'parvis(arrows)'],
  ['functions/alerts/rules/c.ts', importing('@aws-sdk/client-s3'), 'parvis(arrows)'],
  ['functions/shared/a.ts', importing('../fiches/store.ts'), 'parvis(arrows)'],
  ['functions/shared/b.ts', importing('@aws-sdk/client-sqs'), 'parvis(arrows)'],
  ['lib/stacks/a.ts', importing('../../functions/shared/clock.ts'), 'parvis(arrows)'],
  ['lib/stacks/b.ts', importing('@aws-sdk/client-s3'), 'parvis(arrows)'],
  ['lib/stacks/c.ts', importing('../../local/system.ts'), 'parvis(arrows)'],
  ['bin/a.ts', importing('../functions/shared/clock.ts'), 'parvis(arrows)'],
  ['docs/a.ts', importing('../functions/shared/clock.ts'), 'parvis(arrows)'],
  ['significance/a.ts', importing('../functions/fiches/store/fiche-store.ts'), 'parvis(arrows)'],
  ['local/a.ts', importing('../test/doubles/clock.ts'), 'parvis(arrows)'],
  ['local/b.ts', importing('../functions/shared/clock.ts'), 'parvis(arrows)'],
  ['functions/shared/one.ts', "import { two } from './two.ts';\nexport const one = (): number => two();\n", 'import(no-cycle)'],
  ['functions/shared/long.ts', `export const long = [\n${'  1,\n'.repeat(200)}];\n`, 'eslint(max-lines)'],
  [
    'functions/shared/greedy.ts',
    'export const sum = (a: number, b: number, c: number, d: number, e: number) => a + b + c + d + e;\n',
    'eslint(max-params)',
  ],
  ['functions/shared/floating.ts', 'export const go = () => {\n  Promise.resolve(1);\n};\n', 'typescript(no-floating-promises)'],
  ['test/rules/only.test.ts', "import { it } from 'vitest';\nit.only('alone', () => {});\n", 'vitest(no-focused-tests)'],
];

/** What the arrows allow, so that the table above is not merely refusing everything. */
const allowed: [file: string, text: string][] = [
  ['schemas/ok.ts', importing('zod')],
  ['schemas/routes/ok.ts', importing('../ok.ts')],
  ['web/ok.ts', importing('../schemas/ok.ts')],
  ['functions/fiches/ok.ts', importing('../shared/ok.ts')],
  ['functions/fiches/entry/ok.ts', importing('../wiring.ts')],
  ['functions/fiches/store.ts', importing('@aws-sdk/client-s3')],
  ['functions/fiches/store/ok.ts', importing('@aws-sdk/client-dynamodb')],
  ['functions/alerts/wiring.ts', importing('@aws-sdk/client-sqs')],
  ['functions/alerts/wiring/delivery.ts', importing('@aws-sdk/client-sqs')],
  ['functions/alerts/rules/ok.ts', importing('diff')],
  ['functions/shared/aws.ts', importing('@aws-sdk/client-s3')],
  ['functions/shared/ok.ts', importing('../../schemas/ok.ts')],
  ['functions/shared/two.ts', "import { one } from './one.ts';\nexport const two = (): number => one();\n"],
  ['lib/stacks/ok.ts', importing('../../schemas/ok.ts')],
  ['bin/ok.ts', importing('../lib/stacks/ok.ts')],
  ['bench/ok.ts', importing('../functions/shared/ok.ts')],
  ['test/doubles/ok.ts', importing('../../local/ok.ts')],
  ['local/ok.ts', importing('../lib/stacks/ok.ts')],
  ['local/page.ts', importing('../functions/shared/html.ts')],
];

interface Report {
  diagnostics: { code: string; filename: string; message: string }[];
}

const lint = (folder: string): Promise<Report> =>
  new Promise((done, fail) => {
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
    execFile(process.execPath, [oxlint, '-f', 'json'], { cwd: folder, maxBuffer: 1e8 }, (_failed, stdout, stderr) => {
      try {
        done(JSON.parse(stdout) as Report);
      } catch {
        fail(new Error(`oxlint said nothing that can be read: ${stdout} ${stderr}`));
      }
    });
  });

describe('the arrows of the design', () => {
  let folder: string;
  let report: Report;

  const saidOf = (file: string) => report.diagnostics.filter(({ filename }) => filename === file).map(({ code }) => code);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parvis-arrows-'));
    for (const kept of ['.oxlintrc.json', 'tsconfig.json', 'package.json', 'lint'])
      cpSync(join(root, kept), join(folder, kept), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [file, text] of [...allowed, ...violations]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    report = await lint(folder);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(violations)('%s is refused', (file, _text, rule) => {
    expect(saidOf(file)).toContain(rule);
  });

  it.each(allowed)('%s is allowed', (file) => {
    expect(saidOf(file)).not.toContain('parvis(arrows)');
  });
});
