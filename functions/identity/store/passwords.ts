import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AccountId } from '../../../schemas/account.ts';
import { passwordChanged } from '../../../schemas/events/identity.ts';
import type { SessionId } from '../../../schemas/session.ts';
import type { Trail } from '../../shared/context.ts';
import { type Commit, held, newEvent, transact } from '../../shared/store/commit.ts';
import { historyWrite } from '../../shared/store/history.ts';
import { type KeptPassword, passwordPut, passwordReader, type ReadPassword } from './credentials.ts';
import { linkSpent } from './links.ts';

export interface PasswordChange {
  accountId: AccountId;
  /** Absent for who had none. */
  before?: KeptPassword | undefined;
  hash: string;
  at: Date;
  device?: string | undefined;
  /** The link that it was changed by, when it was. */
  token?: string;
  /** The session in which it was changed: it goes on. */
  keeps?: SessionId | undefined;
}

export interface PasswordStore {
  read: ReadPassword;
  /** False when it was changed meanwhile, or the link was used. */
  change(change: PasswordChange, trail: Trail): Promise<boolean>;
  /** Keeps the same password in a newer form; does nothing when it was changed meanwhile. */
  refresh(accountId: AccountId, before: KeptPassword, hash: string): Promise<void>;
}

export type PasswordTables = Record<'credentials' | 'links' | 'history', string>;

export const passwordStore = (client: DynamoDBDocumentClient, tables: PasswordTables, commit: Commit): PasswordStore => ({
  read: passwordReader(client, tables.credentials),
  change: ({ accountId, before, hash, at, device, token, keeps }, trail) =>
    held(
      commit({
        writes: [
          passwordPut(tables.credentials, accountId, { hash, setAt: at.toISOString() }, before),
          historyWrite(tables.history, { accountId, at, kind: 'password-changed', by: { type: 'self' }, ...(device && { device }) }),
          ...(token === undefined ? [] : [linkSpent(tables.links, token, at)]),
        ],
        events: [newEvent(passwordChanged, { accountId, at: at.toISOString(), ...(keeps && { keeps }) })],
        trail,
        about: { accountId },
      }),
    ),
  async refresh(accountId, before, hash) {
    await held(transact(client, [passwordPut(tables.credentials, accountId, { ...before, hash }, before)]));
  },
});
