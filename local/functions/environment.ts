import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** What Lambda tells of a function that did not answer. */
export interface Failure {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}

/** The function failed, crashed or took too long; its caller gets no answer. */
export class FunctionFailed extends Error {
  readonly failure: Failure;

  constructor(name: string, failure: Failure) {
    super(`${name}: ${failure.errorType}: ${failure.errorMessage}`);
    this.failure = failure;
  }
}

/** How to start an environment: the same for all those of a function. */
export interface EnvironmentSettings {
  name: string;
  /** Entry file in the bundle, and the name of its export. */
  handler: [file: string, exported: string];
  variables: Record<string, string>;
  memoryMegabytes: number;
  /** Each line that the function writes. */
  onLine(line: string): void;
}

export interface Environment {
  /** Sends one event; settles when it is answered, or when the process ended or was killed before. */
  handle(message: object): Promise<string>;
  kill(): Promise<void>;
  readonly ended: Promise<void>;
  readonly pid: number;
}

type Message = { type: 'ready' | 'answered'; payload?: string } | { type: 'failed' | 'unready'; error: Failure };

const runner = fileURLToPath(new URL('runner.mjs', import.meta.url));

/** Far more than Lambda's ten: a laptop that is busy is no fault of the function. */
const START_SECONDS = 60;

const ending = (child: ChildProcess): string =>
  child.signalCode ? `was ended by ${child.signalCode}` : `exited with status ${child.exitCode}`;

const nextMessage = (child: ChildProcess, ended: Promise<void>): Promise<Message> =>
  new Promise((resolve) => {
    child.once('message', (message) => resolve(message as Message));
    void ended.then(() => {
      resolve({ type: 'failed', error: { errorType: 'Runtime.ExitError', errorMessage: `the process ${ending(child)}` } });
    });
  });

/** Starts a process with the function's own variables and nothing of ours; ready when its bundle is imported. */
export const startEnvironment = async (settings: EnvironmentSettings): Promise<Environment> => {
  const { name, handler, variables, memoryMegabytes, onLine } = settings;
  const child = fork(runner, handler, {
    env: variables,
    execArgv: [`--max-old-space-size=${memoryMegabytes}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const output of [child.stdout, child.stderr]) if (output) createInterface({ input: output }).on('line', onLine);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    // A message to a process that has just ended: its end tells the rest.
    child.on('error', () => {});
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  const tooLate: Message = {
    type: 'unready',
    error: { errorType: 'Sandbox.Timedout', errorMessage: `not ready after ${START_SECONDS} seconds` },
  };
  const late = new AbortController();
  const first = await Promise.race([
    nextMessage(child, ended),
    sleep(START_SECONDS * 1000, tooLate, { signal: late.signal }).catch(() => tooLate),
  ]);
  late.abort();
  if ('error' in first) {
    await kill();
    throw new FunctionFailed(name, first.error);
  }
  return {
    pid: child.pid ?? 0,
    ended,
    kill,
    async handle(message) {
      child.send(message);
      const reply = await nextMessage(child, ended);
      if ('error' in reply) throw new FunctionFailed(name, reply.error);
      return reply.payload ?? 'null';
    },
  };
};
