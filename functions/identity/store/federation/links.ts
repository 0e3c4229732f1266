import type { AccountId } from '../../../../schemas/account.ts';
import type { CivilIdentity, StateProvider } from '../../../../schemas/federation.ts';
import type { Trail } from '../../../shared/context.ts';

/** An account and who its owner is elsewhere. */
export interface Link {
  accountId: AccountId;
  provider: StateProvider;
  subject: string;
  linkedAt: string;
  /** Of FranceConnect alone. */
  identity?: CivilIdentity | undefined;
  /** Grows with each telling that differs. */
  version: number;
}

/** `taken`: the identity has another account. `linked-already`: the account has another identity there. Then nothing is written. */
export type Linking = 'linked' | 'taken' | 'linked-already';

/** Every write is told to the owner, and to those who keep the profile, in its own transaction. */
export interface LinkStore {
  accountOf(provider: StateProvider, subject: string): Promise<AccountId | undefined>;
  find(accountId: AccountId, provider: StateProvider): Promise<Link | undefined>;
  list(accountId: AccountId): Promise<Link[]>;
  link(link: Omit<Link, 'version' | 'linkedAt'>, at: Date, trail: Trail): Promise<Linking>;
  /** False when the link changed since it was read. */
  retell(link: Link, identity: CivilIdentity, at: Date, trail: Trail): Promise<boolean>;
  /** False when it is the only way in, or no longer there. */
  unlink(link: Link, at: Date, trail: Trail): Promise<boolean>;
}
