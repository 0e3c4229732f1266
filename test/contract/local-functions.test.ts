import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type FunctionSettings, type LocalFunction, localFunction } from '../../local/functions/function.ts';
import { openJournal } from '../../local/functions/journal.ts';
import { temporaryFolder, writeAssembly } from '../doubles/assembly.ts';

const functions: LocalFunction[] = [];
afterEach(() => Promise.all(functions.splice(0).map((fn) => fn.stop())));

const lines: string[] = [];
const start = (code: string, settings: Partial<FunctionSettings> = {}): LocalFunction => {
  lines.length = 0;
  const folder = writeAssembly({}, { fn: code });
  const fn = localFunction({
    name: 'fn',
    arn: 'arn:aws:lambda:eu-west-3:000000000000:function:fn',
    handler: ['index.mjs', 'handler'],
    variables: { LAMBDA_TASK_ROOT: join(folder, 'asset.fn'), OWN: 'variable' },
    memoryMegabytes: 128,
    timeoutSeconds: 5,
    concurrency: 2,
    onLine: (line) => lines.push(line),
    ...settings,
  });
  functions.push(fn);
  return fn;
};

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('a function runs in its own process', () => {
  it('on its event, with a context as on Lambda', async () => {
    const fn = start(
      'export const handler = async (event, c) => [event.n + 1, c.getRemainingTimeInMillis() > 4000, c.awsRequestId.length, c.memoryLimitInMB];',
    );
    expect(fn.environments()).toEqual([]);
    expect(await fn.invoke({ n: 1 })).toEqual([2, true, 36, '128']);
    expect(fn.environments()).not.toContain(process.pid);
  });

  it('with its own variables and nothing of ours', async () => {
    process.env['PARVIS_TEST_SECRET'] = 'ours';
    const fn = start('export const handler = async () => Object.keys(process.env).sort();');
    expect(await fn.invoke({})).toEqual(['LAMBDA_TASK_ROOT', 'OWN', '_X_AMZN_TRACE_ID']);
    delete process.env['PARVIS_TEST_SECRET'];
  });

  it('kept for the next event when it is idle, and another one beside it when it is not', async () => {
    const fn = start(
      'let n = 0; export const handler = async (ms) => { n++; await new Promise((r) => setTimeout(r, ms)); return [process.pid, n]; };',
    );
    const [first] = (await fn.invoke(0)) as [number];
    expect(await fn.invoke(0)).toEqual([first, 2]);
    const pids = new Set((await Promise.all([1, 2, 3, 4].map(() => fn.invoke(100)))).map((answer) => (answer as [number])[0]));
    expect(pids.size).toBe(2);
    expect(fn.environments()).toHaveLength(2);
  });

  it('with no more memory than it was given', async () => {
    const fn = start('export const handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill(Math.random())); };', {
      timeoutSeconds: 60,
    });
    await expect(fn.invoke({})).rejects.toThrow(/fn: Runtime.ExitError: the process was ended by SIG/);
  });
});

describe('a function that fails', () => {
  it.each<[string, string, string]>([
    ['by an error', 'export const handler = async () => { throw new TypeError("no"); };', 'fn: TypeError: no'],
    [
      'by an error outside of its call',
      'export const handler = () => new Promise(() => setTimeout(() => { throw new Error(); }));',
      'fn: Runtime.ExitError: the process exited with status 1',
    ],
    ['by leaving', 'export const handler = async () => process.exit(0);', 'fn: Runtime.ExitError: the process exited with status 0'],
    ['at its import', 'throw new Error("no variable X");', 'fn: Error: no variable X'],
    ['for want of a handler', 'export const other = 1;', 'fn: Error: index.mjs exports no function handler'],
    [
      'with too large an answer',
      'export const handler = async () => "x".repeat(7e6);',
      'fn: Function.ResponseSizeTooLarge: answered 7000002 bytes, and 6 MB are allowed',
    ],
  ])('%s tells why, and takes the next event all the same', async (_, code, message) => {
    const fn = start(code);
    await expect(fn.invoke({})).rejects.toThrow(message);
    await expect(fn.invoke({})).rejects.toThrow(message);
  });

  it('takes too long: it is ended, and the next event finds a fresh process', async () => {
    const fn = start('export const handler = (event) => event.long ? new Promise(() => {}) : process.pid;', { timeoutSeconds: 1 });
    const [before, after] = [await fn.invoke({}), fn.invoke({ long: true })];
    await expect(after).rejects.toThrow('fn: Sandbox.Timedout: Task timed out after 1.00 seconds');
    expect(await fn.invoke({})).not.toBe(before);
  });

  it('killed: what it was doing has failed, and the next event finds a fresh process', async () => {
    const fn = start('export const handler = (event) => event.long ? new Promise(() => console.log("at work")) : process.pid;');
    const before = await fn.invoke({});
    const doing = fn.invoke({ long: true });
    doing.catch(() => {});
    await vi.waitFor(() => expect(lines).toEqual(['at work']));
    expect(fn.kill()).toBe(1);
    await expect(doing).rejects.toThrow('ended by SIGKILL');
    expect(await fn.invoke({})).not.toBe(before);
  });
});

it('stopping leaves no process, and refuses the events that wait', async () => {
  const fn = start('export const handler = () => new Promise(() => {});', { concurrency: 1 });
  const events = [fn.invoke({}), fn.invoke({})];
  for (const event of events) event.catch(() => {});
  await vi.waitFor(() => expect(fn.environments()).toHaveLength(1));
  const pids = fn.environments();
  await fn.stop();
  expect(pids.filter(alive)).toEqual([]);
  await expect(events[0]).rejects.toThrow('SIGKILL');
  await expect(events[1]).rejects.toThrow('the local system has stopped');
});

it('no environment outlives us, not even when we are killed', async () => {
  const folder = writeAssembly({}, { fn: 'export const handler = () => process.pid;' });
  const parent = join(folder, 'parent.ts');
  const settings = { name: 'fn', arn: 'a', handler: ['index.mjs', 'handler'], variables: { LAMBDA_TASK_ROOT: join(folder, 'asset.fn') } };
  const rest = { memoryMegabytes: 128, timeoutSeconds: 5, concurrency: 1 };
  writeFileSync(
    parent,
    `import { localFunction } from ${JSON.stringify(fileURLToPath(new URL('../../local/functions/function.ts', import.meta.url)))};
     const fn = localFunction({ ...${JSON.stringify({ ...settings, ...rest })}, onLine: () => {} });
     console.log(await fn.invoke({}));`,
  );
  const us = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [printed] = (await once(us.stdout, 'data')) as [Buffer];
  const pid = Number(printed.toString());
  expect(alive(pid)).toBe(true);
  us.kill('SIGKILL');
  await vi.waitFor(() => expect(alive(pid)).toBe(false), 5000);
});

it('what it writes is kept by line in a file, and counted by code', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder, 'fn');
  const fn = start('export const handler = async () => { console.log(JSON.stringify({ message: "a.b" })); console.error("bare"); };', {
    onLine: (line) => journal.write(line),
  });
  await fn.invoke({});
  await fn.invoke({});
  await vi.waitFor(() => expect(journal.count('a.b')).toBe(2));
  await fn.stop();
  await journal.close();
  expect(readFileSync(join(folder, 'fn.log'), 'utf8').split('\n').sort()).toEqual([
    '',
    'bare',
    'bare',
    '{"message":"a.b"}',
    '{"message":"a.b"}',
  ]);
});
