import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** An SMS that was taken over. */
export interface Text {
  id: string;
  at: string;
  /** In E.164. */
  to: string;
  /** The name that the phone shows. */
  sender: string;
  type: 'Transactional' | 'Promotional';
  text: string;
}

/** Every SMS that was taken over, in the order of sending, and the numbers that want none. */
export interface TextStore {
  add(text: Text): void;
  /** Oldest first. */
  list(query: { to?: string | undefined }): Text[];
  clear(): void;
  optOut(number: string): void;
  optIn(number: string): void;
  isOptedOut(number: string): boolean;
  close(): void;
}

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS texts (position INTEGER PRIMARY KEY AUTOINCREMENT, recipient TEXT, text TEXT);
  CREATE TABLE IF NOT EXISTS opted_out (number TEXT PRIMARY KEY) WITHOUT ROWID`;

export const openTextStore = (folder: string): TextStore => {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'texts.db'));
  database.exec(schema);
  const insert = database.prepare('INSERT INTO texts (recipient, text) VALUES (?, ?)');
  const all = database.prepare('SELECT text FROM texts ORDER BY position');
  const allTo = database.prepare('SELECT text FROM texts WHERE recipient = ? ORDER BY position');
  const out = database.prepare('INSERT OR IGNORE INTO opted_out VALUES (?)');
  const back = database.prepare('DELETE FROM opted_out WHERE number = ?');
  const isOut = database.prepare('SELECT 1 FROM opted_out WHERE number = ?');
  return {
    add(text) {
      insert.run(text.to, JSON.stringify(text));
    },
    list: ({ to }) => (to === undefined ? all.all() : allTo.all(to)).map((row) => JSON.parse((row as { text: string }).text) as Text),
    clear: () => database.exec('DELETE FROM texts'),
    optOut(number) {
      out.run(number);
    },
    optIn(number) {
      back.run(number);
    },
    isOptedOut: (number) => isOut.get(number) !== undefined,
    close: () => database.close(),
  };
};
