import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFunctions, functionNames } from '../lib/bundle.ts';
import type { FunctionName } from '../schemas/environment.ts';
import { bundleBareTwins } from './cold-start/bare.ts';
import { environmentOf, firstEventOf, importOnly } from './cold-start/first-call.ts';
import { median, type Row, type Scenario } from './scenario.ts';

const ROUNDS = 9;
const child = fileURLToPath(new URL('cold-start/child.ts', import.meta.url));

const start = (name: FunctionName, bundle: string): Promise<number> =>
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

const compare = async (name: FunctionName, folders: { ours: string; bare: string }): Promise<Row> => {
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < ROUNDS; round++)
    for (const side of ['bare', 'ours'] as const) times[side].push(await start(name, join(folders[side], name, 'index.mjs')));
  const [value, bare] = [median(times.ours), median(times.bare)];
  const what = importOnly(name) ? `${name} (import alone)` : name;
  return { what, value, unit: 'ms CPU', bare, ratio: value / bare, mark: { of: 'ratio', most: 1.25 } };
};

/**
 * What a person waits for when nobody called for a while, as far as our code has a say in it. Told in CPU, which is what a start consists of
 * and what other work on the machine changes least.
 */
export const scenario: Scenario = {
  title: 'a fresh process to its first answer, against a handler that only imports the same SDK clients; turn about, median of nine',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'parvis-cold-start-'));
    const folders = { ours: join(folder, 'ours'), bare: join(folder, 'bare') };
    try {
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
