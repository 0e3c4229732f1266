import type { AccountId, Role, Service } from '../../../schemas/account.ts';

/** What tokens tell of a person, as it is at this moment. */
export interface KnownPerson {
  id: AccountId;
  email: string;
  role: Role;
  /** Of agents alone. */
  service?: Service | undefined;
}

/** Undefined for an account that is gone or suspended: no session, code or refresh token of it gives anything any more. */
export type FindPerson = (accountId: string) => Promise<KnownPerson | undefined>;
