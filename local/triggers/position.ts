import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** How far a shard has been read: up to a record, or to its end. */
export type ShardPosition = { after: string } | 'ended';

/** How far each shard of a stream has been read, kept over restarts: nothing is passed over, and little is read twice. */
export interface Positions {
  of: (shard: string) => ShardPosition | undefined;
  set: (shard: string, position: ShardPosition) => void;
}

const readAll = (file: string): Record<string, ShardPosition> => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, ShardPosition>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
};

export const openPositions = (file: string): Positions => {
  const positions = readAll(file);
  mkdirSync(dirname(file), { recursive: true });
  return {
    of: (shard) => positions[shard],
    set(shard, position) {
      positions[shard] = position;
      writeFileSync(`${file}.new`, JSON.stringify(positions));
      renameSync(`${file}.new`, file);
    },
  };
};
