import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../../schemas/account.ts';

/** Somebody of the local system whom a developer may act as. */
export interface KnownPerson {
  accountId: string;
  role: Role;
  name: string;
  email: string;
  /** Of their authenticator application, in base 32. */
  secret?: string;
}

/** The people of a data folder, in the order they came. */
export const peopleFile = (dataDir: string) => {
  const file = join(dataDir, 'people.json');
  const all = (): KnownPerson[] => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []);
  return {
    all,
    add(person: KnownPerson): void {
      mkdirSync(dataDir, { recursive: true });
      const known = all();
      const at = known.findIndex(({ accountId }) => accountId === person.accountId);
      writeFileSync(file, JSON.stringify(at < 0 ? [...known, person] : known.with(at, person), undefined, 2));
    },
  };
};
