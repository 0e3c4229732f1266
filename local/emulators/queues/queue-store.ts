import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

export interface NewMessage {
  body: string;
  /** Message attributes, as SQS writes them. */
  attributes: Record<string, unknown>;
}

export interface ReceivedMessage extends NewMessage {
  id: string;
  receipt: string;
  sentAt: number;
  firstReceivedAt: number;
  receives: number;
}

export interface QueueDepth {
  visible: number;
  inFlight: number;
  delayed: number;
}

/** Messages of all queues on disk. Times are milliseconds since the epoch, delays milliseconds. */
export interface QueueStore {
  send(queue: string, message: NewMessage, delay: number): string;
  /** Up to `most` visible messages, which nobody else sees again before `hidden` milliseconds have passed. */
  receive(queue: string, most: number, hidden: number): ReceivedMessage[];
  /** A message that was received since with another receipt stays. */
  delete(queue: string, receipt: string): void;
  /** False when no message is in flight with this receipt. */
  hide(queue: string, receipt: string, hidden: number): boolean;
  /** Moves messages received more than `most` times and visible again to another queue, as new there. */
  moveExhausted(queue: string, most: number, target: string): number;
  /** Moves every message, for a redrive. */
  moveAll(queue: string, target: string): number;
  dropOlderThan(queue: string, sentBefore: number): void;
  purge(queue: string): void;
  depth(queue: string): QueueDepth;
  /** When the next hidden message of a queue comes back; undefined when none is hidden. */
  nextVisibleAt(queue: string): number | undefined;
  close(): void;
}

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS messages (
    position INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT, id TEXT, body TEXT, attributes TEXT, sentAt INTEGER, visibleAt INTEGER,
    receives INTEGER DEFAULT 0, firstReceivedAt INTEGER, receipt TEXT
  );
  CREATE INDEX IF NOT EXISTS byVisibility ON messages (queue, visibleAt);
  CREATE INDEX IF NOT EXISTS byReceipt ON messages (receipt)`;

interface Row {
  position: number;
  id: string;
  body: string;
  attributes: string;
  sentAt: number;
  receives: number;
  firstReceivedAt: number | null;
}

const rows = (statement: StatementSync, ...values: (string | number)[]): Row[] => statement.all(...values) as unknown as Row[];

export const openQueueStore = (folder: string, now: () => number = Date.now): QueueStore => {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'queues.db'));
  database.exec(schema);
  const insert = database.prepare('INSERT INTO messages (queue, id, body, attributes, sentAt, visibleAt) VALUES (?, ?, ?, ?, ?, ?)');
  const visible = database.prepare('SELECT * FROM messages WHERE queue = ? AND visibleAt <= ? ORDER BY visibleAt, position LIMIT ?');
  const take = database.prepare('UPDATE messages SET receipt = ?, visibleAt = ?, receives = ?, firstReceivedAt = ? WHERE position = ?');
  const byReceipt = database.prepare('DELETE FROM messages WHERE queue = ? AND receipt = ?');
  const hideAgain = database.prepare('UPDATE messages SET visibleAt = ? WHERE queue = ? AND receipt = ? AND visibleAt > ?');
  const exhausted = database.prepare('UPDATE messages SET queue = ?, receipt = NULL WHERE queue = ? AND visibleAt <= ? AND receives >= ?');
  const move = database.prepare(
    'UPDATE messages SET queue = ?, receipt = NULL, visibleAt = ?, receives = 0, firstReceivedAt = NULL WHERE queue = ?',
  );
  const drop = database.prepare('DELETE FROM messages WHERE queue = ? AND sentAt < ?');
  const empty = database.prepare('DELETE FROM messages WHERE queue = ?');
  const depth = database.prepare(
    'SELECT sum(visibleAt <= ?) AS visible, sum(visibleAt > ? AND receipt IS NOT NULL) AS inFlight, sum(visibleAt > ? AND receipt IS NULL) AS delayed FROM messages WHERE queue = ?',
  );
  const next = database.prepare('SELECT min(visibleAt) AS at FROM messages WHERE queue = ?');

  return {
    send(queue, { body, attributes }, delay) {
      const id = randomUUID();
      insert.run(queue, id, body, JSON.stringify(attributes), now(), now() + delay);
      return id;
    },
    receive: (queue, most, hidden) =>
      rows(visible, queue, now(), most).map(({ position, id, body, attributes, sentAt, ...row }) => {
        const receipt = randomUUID();
        const receives = row.receives + 1;
        const firstReceivedAt = row.firstReceivedAt ?? now();
        take.run(receipt, now() + hidden, receives, firstReceivedAt, position);
        return { id, body, attributes: JSON.parse(attributes), sentAt, receipt, receives, firstReceivedAt };
      }),
    delete: (queue, receipt) => void byReceipt.run(queue, receipt),
    hide: (queue, receipt, hidden) => hideAgain.run(now() + hidden, queue, receipt, now()).changes === 1,
    moveExhausted: (queue, most, target) => Number(exhausted.run(target, queue, now(), most).changes),
    moveAll: (queue, target) => Number(move.run(target, now(), queue).changes),
    dropOlderThan: (queue, sentBefore) => void drop.run(queue, sentBefore),
    purge: (queue) => void empty.run(queue),
    depth(queue) {
      const found = depth.get(now(), now(), now(), queue) as Record<keyof QueueDepth, number | null>;
      return { visible: found.visible ?? 0, inFlight: found.inFlight ?? 0, delayed: found.delayed ?? 0 };
    },
    nextVisibleAt: (queue) => (next.get(queue) as { at: number | null }).at ?? undefined,
    close: () => database.close(),
  };
};
