import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { vi } from 'vitest';

export interface LogLine extends Record<string, unknown> {
  level: string;
  message: string;
}

/** What the functions log from here on; `restore` gives the output back. */
export const keepLogLines = () => {
  const lines: string[] = [];
  const keep = (part: string | Uint8Array) => {
    lines.push(String(part));
    return true;
  };
  const writeSync = fs.writeSync;
  const straight = (output: number, part: string) => (output === 1 ? Number(keep(part)) : writeSync(output, part));
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(keep),
    vi.spyOn(process.stderr, 'write').mockImplementation(keep),
    vi.spyOn(fs, 'writeSync').mockImplementation(straight),
  ];
  syncBuiltinESMExports();
  return {
    text: () => lines.join(''),
    lines: (): LogLine[] =>
      lines
        .join('')
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as LogLine),
    restore: () => {
      for (const spy of spies) spy.mockRestore();
      syncBuiltinESMExports();
    },
  };
};
