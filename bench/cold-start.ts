import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleFunctions, functionNames } from '../lib/bundle.ts';
import type { FunctionName } from '../schemas/environment.ts';
import { bundleBareTwins, librariesOf } from './cold-start/bare.ts';
import { environmentOf, firstEventOf, importOnly } from './cold-start/first-call.ts';
import { errorOfMedian, median, type Row, type Scenario } from './scenario.ts';

/** Pairs of starts, ours beside the bare one; as many as it takes for the ratio to stand still, within these. */
const ROUNDS = { least: 11, most: 41 };
/** How far off the ratio may still be, either way, when we stop. */
const STEADY = 0.01;

const CHILD = 'child.mjs';

/** As plain JavaScript: while Node takes types away from a file, it compiles and goes on compiling in the midst of the start that is measured. */
const makeChild = (folder: string) =>
  build({ entryPoints: [fileURLToPath(new URL('cold-start/child.ts', import.meta.url))], outfile: join(folder, CHILD), format: 'esm' });

const start = (name: FunctionName, child: string, bundle: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const event = importOnly(name) ? [] : [JSON.stringify(firstEventOf(name))];
    const running = spawn(process.execPath, [child, bundle, ...event], {
      env: { ...environmentOf(name), PATH: process.env['PATH'] },
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    });
    let told = '';
    running.stdio[3]?.on('data', (part: Buffer) => {
      told += part.toString();
    });
    running.on('error', reject);
    running.on('close', (code) => (code === 0 ? resolve(Number(told)) : reject(new Error(`${name} did not start: ${code}`))));
  });

/** Whatever else the machine does slows the two starts of a pair alike: their ratio keeps still where their times do not. */
const compare = async (name: FunctionName, folders: { child: string; ours: string; bare: string }): Promise<Row> => {
  const times = { ours: [] as number[], bare: [] as number[] };
  const ratios: number[] = [];
  while (ratios.length < ROUNDS.least || (ratios.length < ROUNDS.most && errorOfMedian(ratios) > STEADY)) {
    const order = ratios.length % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const);
    for (const side of order) times[side].push(await start(name, join(folders.child, CHILD), join(folders[side], name, 'index.mjs')));
    ratios.push((times.ours.at(-1) ?? Number.NaN) / (times.bare.at(-1) ?? Number.NaN));
  }
  const library = librariesOf[name];
  const what = [name, importOnly(name) && '(import alone)', library && `over a bare ${library}`].filter(Boolean).join(' ');
  return {
    what,
    value: median(times.ours),
    unit: 'ms CPU',
    bare: median(times.bare),
    ratio: median(ratios),
    mark: { of: 'ratio', most: 1.25 },
  };
};

/**
 * What a person waits for when nobody called for a while, as far as our code has a say in it. Told in CPU, which is what a start consists of
 * and what other work on the machine changes least.
 */
export const scenario: Scenario = {
  title: 'a fresh process to its first answer, against a handler that only imports the same SDK clients; median of pairs',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'parvis-cold-start-'));
    const folders = { child: folder, ours: join(folder, 'ours'), bare: join(folder, 'bare') };
    try {
      await makeChild(folder);
      await bundleFunctions(folders.ours);
      await bundleBareTwins(folders.bare);
      const rows: Row[] = [];
      for (const name of functionNames) rows.push(await compare(name, folders));
      return rows;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
