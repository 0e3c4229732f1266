import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
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
  onLine: (line: string) => void;
}

export interface Environment {
  /** Settles when the bundle is imported. Throws `FunctionFailed`. */
  readonly ready: Promise<void>;
  /** Sends one event, and gives the answer in JSON. Throws `FunctionFailed`, also when the process ends before it answers. */
  handle: (message: object) => Promise<string>;
  kill: () => Promise<void>;
  readonly ended: Promise<void>;
  readonly pid: number;
}

type Message = { type: 'ready' | 'answered'; payload?: string } | { type: 'failed' | 'unready'; error: Failure };

const runner = fileURLToPath(new URL('runner.mjs', import.meta.url));

/** Far more than Lambda's ten: a laptop that is busy is no fault of the function. */
const START_SECONDS = 60;

const exitOf = ({ signalCode, exitCode }: ChildProcess): Failure => ({
  errorType: 'Runtime.ExitError',
  errorMessage: `the process ${signalCode ? `was ended by ${signalCode}` : `exited with status ${exitCode}`}`,
});

const notReady: Failure = { errorType: 'Sandbox.Timedout', errorMessage: `not ready after ${START_SECONDS} seconds` };

/** Starts a process with the function's own variables and nothing of ours. */
export const startEnvironment = ({ name, handler, variables, memoryMegabytes, onLine }: EnvironmentSettings): Environment => {
  const child = fork(runner, handler, {
    env: variables,
    execArgv: [`--max-old-space-size=${memoryMegabytes}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const output of [child.stdout, child.stderr]) if (output) createInterface({ input: output }).on('line', onLine);

  let heard: (message: Message) => void = () => {};
  const nextMessage = async (): Promise<string> => {
    const message = await new Promise<Message>((resolve) => {
      heard = resolve;
    });
    if ('error' in message) throw new FunctionFailed(name, message.error);
    return message.payload ?? 'null';
  };
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      heard({ type: 'failed', error: exitOf(child) });
      resolve();
    });
  });
  child.on('message', (message) => heard(message as Message));
  // A message to a process that has just ended: its end tells the rest.
  child.on('error', () => {});
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };

  const start = async (): Promise<void> => {
    const late = setTimeout(() => heard({ type: 'unready', error: notReady }), START_SECONDS * 1000);
    try {
      await nextMessage();
    } catch (error) {
      await kill();
      throw error;
    } finally {
      clearTimeout(late);
    }
  };
  return {
    ready: start(),
    pid: child.pid ?? 0,
    ended,
    kill,
    async handle(message) {
      if (child.exitCode !== null || child.signalCode !== null) throw new FunctionFailed(name, exitOf(child));
      const answer = nextMessage();
      child.send(message);
      return answer;
    },
  };
};
