import type { Account } from '../../../schemas/account.ts';
import { accountOpened } from '../../../schemas/events/identity.ts';
import { hashAddress } from '../../shared/address.ts';
import type { Trail } from '../../shared/context.ts';
import { accountBirth } from '../../shared/store/account-birth.ts';
import { type Commit, held, newEvent } from '../../shared/store/commit.ts';
import { type Happening, historyWrite } from '../../shared/store/history.ts';
import { passwordPut, termsPut } from './credentials.ts';
import { linkSpent } from './links.ts';
import { type Pending, pendingDelete } from './pendings.ts';

export interface Birth {
  token: string;
  pending: Pending;
  account: Account;
  /** Of the password with which the account begins. */
  hash: string;
  at: Date;
  device?: string | undefined;
}

/** Makes an account of a sign-up; false when the link, the sign-up or the address was taken meanwhile. */
export type BearAccount = (birth: Birth, trail: Trail) => Promise<boolean>;

export type BirthTableNames = Record<'accounts' | 'memberships' | 'credentials' | 'pendings' | 'links' | 'history', string>;

export const accountBearer =
  (tables: BirthTableNames, commit: Commit): BearAccount =>
  ({ token, pending, account, hash, at, device }, trail) => {
    const { id: accountId, personalSpaceId } = account;
    const happening: Happening = { accountId, at, kind: 'account-activated', by: { type: 'self' }, ...(device && { device }) };
    return held(
      commit({
        writes: [
          linkSpent(tables.links, token, at),
          pendingDelete(tables.pendings, hashAddress(pending.email), pending),
          ...accountBirth(tables, account),
          passwordPut(tables.credentials, accountId, { hash, setAt: at.toISOString() }),
          termsPut(tables.credentials, accountId, { version: pending.termsVersion, acceptedAt: pending.askedAt }),
          historyWrite(tables.history, happening),
        ],
        events: [newEvent(accountOpened, { accountId, personalSpaceId })],
        trail,
        about: { accountId },
      }),
    );
  };
