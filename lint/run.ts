import { spawn } from 'node:child_process';

interface Check {
  name: string;
  /** What a failure means, for whoever reads only the last lines. */
  promises: string;
  command: string[];
}

const checks: Check[] = [
  { name: 'types', promises: 'the whole project compiles', command: ['tsc', '-p', 'tsconfig.json'] },
  {
    name: 'strict types',
    promises: 'functions and vocabulary compile without loose optionals',
    command: ['tsc', '-p', 'tsconfig.strict.json'],
  },
  { name: 'lint', promises: 'no floating promise, no forbidden arrow, no cycle, no file over 200 lines', command: ['oxlint'] },
  { name: 'format', promises: 'everything is formatted (npm run format)', command: ['biome', 'check', '--error-on-warnings'] },
  { name: 'unused', promises: 'no file, export or dependency that nobody uses', command: ['knip'] },
  { name: 'openapi', promises: 'docs/openapi.json says what the routes say', command: ['node', 'docs/openapi.ts', '--check'] },
];

interface Outcome {
  passed: boolean;
  output: string;
  seconds: number;
}

const run = ([program = '', ...args]: string[]): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (part: Buffer) => {
      output += part.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ passed: code === 0, output, seconds: (performance.now() - started) / 1000 }));
  });

/** Every check runs even when an earlier one fails, so that one run tells everything there is to mend. */
const main = async (wanted: string[]): Promise<void> => {
  const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) throw new Error(`no such check: ${unknown.join(', ')}; there are ${checks.map(({ name }) => name).join(', ')}`);
  const failed: string[] = [];
  const chosen = checks.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  for (const { name, promises, command } of chosen) {
    const { passed, output, seconds } = await run(command);
    console.log(`${passed ? '✓' : '✗'} ${name.padEnd(12)} ${seconds.toFixed(1).padStart(5)} s   ${promises}`);
    if (passed) continue;
    failed.push(name);
    console.log(output.trimEnd());
  }
  console.log(`${chosen.length - failed.length} passed, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(', ')}` : ''}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
};

await main(process.argv.slice(2));
