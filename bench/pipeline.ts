import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Row, Scenario } from './scenario.ts';

const measure = (algorithm: string, seen: string): Promise<{ ours: number; bare: number }> =>
  new Promise((resolve, reject) => {
    const script = fileURLToPath(new URL('pipeline/measure.ts', import.meta.url));
    const child = spawn(process.execPath, [script, algorithm, seen], { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] });
    let told = '';
    child.stdio[3]?.on('data', (part: Buffer) => {
      told += part.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(told) as { ours: number; bare: number });
      else reject(new Error(`the measure ended with ${code}`));
    });
  });

/** What the pipeline itself costs a request: find the route, know the caller by a token, parse, answer, log. */
export const scenario: Scenario = {
  title: 'CPU of one request through the pipeline, against the same work by hand',
  async run() {
    const rows: Row[] = [];
    for (const algorithm of ['ES256', 'RS256']) {
      for (const [seen, what] of [
        ['again', 'met before'],
        ['first', 'never met'],
      ] as const) {
        const { ours, bare } = await measure(algorithm, seen);
        rows.push({
          what: `${algorithm} token ${what}`,
          value: ours,
          unit: 'µs',
          bare,
          ratio: ours / bare,
          mark: { of: 'value', most: 120 },
        });
      }
    }
    return rows;
  },
};
