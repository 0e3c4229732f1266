import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Mail, recipientsOf } from './mail.ts';

export interface MailQuery {
  /** One address, whatever its case. */
  to?: string | undefined;
  /** Only the latest so many. */
  latest?: number | undefined;
}

/** Every mail that was taken over, in the order of sending. */
export interface MailStore {
  add(mails: Mail[]): void;
  /** Oldest first. */
  list(query: MailQuery): Mail[];
  count(query: MailQuery): number;
  find(id: string): Mail | undefined;
  clear(): void;
  close(): void;
}

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS mails (position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, mail TEXT);
  CREATE TABLE IF NOT EXISTS recipients (address TEXT, position INTEGER, PRIMARY KEY (address, position)) WITHOUT ROWID`;

const EVERYTHING = 1_000_000;

export const openMailStore = (folder: string): MailStore => {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'mails.db'));
  database.exec(schema);
  const insert = database.prepare('INSERT INTO mails (id, mail) VALUES (?, ?)');
  const address = database.prepare('INSERT OR IGNORE INTO recipients VALUES (?, ?)');
  const latest = database.prepare('SELECT mail FROM mails ORDER BY position DESC LIMIT ?');
  const latestTo = database.prepare(
    'SELECT mail FROM recipients JOIN mails USING (position) WHERE address = ? ORDER BY position DESC LIMIT ?',
  );
  const countAll = database.prepare('SELECT count(*) AS n FROM mails');
  const countTo = database.prepare('SELECT count(*) AS n FROM recipients WHERE address = ?');
  const one = database.prepare('SELECT mail FROM mails WHERE id = ?');
  const read = (row: unknown): Mail => JSON.parse((row as { mail: string }).mail);

  return {
    add(mails) {
      database.exec('BEGIN');
      for (const mail of mails) {
        const { lastInsertRowid } = insert.run(mail.id, JSON.stringify(mail));
        for (const recipient of recipientsOf(mail)) address.run(recipient.toLowerCase(), lastInsertRowid);
      }
      database.exec('COMMIT');
    },
    list: ({ to, latest: most = EVERYTHING }) =>
      (to === undefined ? latest.all(most) : latestTo.all(to.toLowerCase(), most)).map(read).reverse(),
    count: ({ to }) => ((to === undefined ? countAll.get() : countTo.get(to.toLowerCase())) as { n: number }).n,
    find(id) {
      const row = one.get(id);
      return row && read(row);
    },
    clear: () => database.exec('DELETE FROM mails; DELETE FROM recipients'),
    close: () => database.close(),
  };
};
