import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a function wrote: kept in a file of the data folder, and counted by code as a metric filter would. */
export interface Journal {
  write: (line: string) => void;
  /** How many lines had this code since the start. */
  count: (code: string) => number;
  close: () => Promise<void>;
}

const codeOf = (line: string): string | undefined => {
  if (!line.startsWith('{')) return undefined;
  try {
    const { message } = JSON.parse(line) as { message?: unknown };
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
};

/** Adds to `<folder>/<name>.log`; the file is made at the first line. */
export const openJournal = (folder: string, name: string): Journal => {
  const counts = new Map<string, number>();
  let file: ReturnType<typeof createWriteStream> | undefined;
  return {
    write(line) {
      const code = codeOf(line);
      if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
      if (!file) {
        mkdirSync(folder, { recursive: true });
        file = createWriteStream(join(folder, `${name}.log`), { flags: 'a' });
      }
      file.write(`${line}\n`);
    },
    count: (code) => counts.get(code) ?? 0,
    close: () => new Promise((closed) => (file ? file.end(closed) : closed())),
  };
};
