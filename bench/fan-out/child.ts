import { spawn } from 'node:child_process';

/** Runs a script of this folder in a process of its own, with these variables too, and gives what it writes on descriptor 3. */
export const runApart = (script: URL, args: string[], variables: Record<string, string>): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script.pathname, ...args], {
      env: { ...process.env, ...variables },
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    });
    let told = '';
    child.stdio[3]?.on('data', (part: Buffer) => {
      told += part.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(told) : reject(new Error(`${script.pathname} ended with ${code}`))));
  });
