import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface GuardedProcess {
  /** Settles when the process has ended by itself or was stopped; gives what it wrote to its error output last. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

/** Waits for the end of its input, which comes when we stop or die in whatever way, and then ends the process that took this shell's place. */
const guard = 'exec 3<&0; (read -r _ <&3; kill $$ 2>/dev/null) & exec "$0" "$@"';

const SECONDS_TO_LEAVE = 5;
const LAST_WORDS = 2_000;

/**
 * Runs a program that never outlives us, not even when we are killed. It has a process group of its own, so that a Ctrl-C in the terminal
 * does not take it away from under work that is still ending.
 */
export const runGuarded = (program: string, args: string[], cwd: string): GuardedProcess => {
  const child = spawn('/bin/sh', ['-c', guard, program, ...args], { cwd, stdio: ['pipe', 'ignore', 'pipe'], detached: true });
  let lastWords = '';
  child.stderr.on('data', (part: Buffer) => {
    lastWords = (lastWords + part.toString('utf8')).slice(-LAST_WORDS);
  });
  child.stdin.on('error', () => {});
  const ended = once(child, 'exit').then(() => {
    child.stdin.end();
    child.stderr.destroy();
    return lastWords;
  });
  return {
    ended,
    async stop() {
      const force = setTimeout(() => child.kill('SIGKILL'), SECONDS_TO_LEAVE * 1000);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(force);
    },
  };
};
