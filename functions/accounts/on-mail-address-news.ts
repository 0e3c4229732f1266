import type { AddressHash, KeptMailState } from '../../schemas/mail-state.ts';
import { log } from '../shared/log.ts';
import { stateOfAddress } from '../shared/mail-state.ts';
import { afterDoubt, afterStop, type Stop, untold } from './rules/mail-state.ts';
import type { MailStateStore } from './store/mail-states.ts';

type Store = Pick<MailStateStore, 'findByAddress' | 'keep'>;

/** Keeps what follows from news of an address with the account that has it now; an address that was given up harms nobody. */
const apply = async (store: Store, address: AddressHash, after: (kept: KeptMailState) => KeptMailState | undefined) => {
  const account = await store.findByAddress(address);
  if (!account) return undefined;
  const next = after(stateOfAddress(account.email, account.mail) ?? { ...untold(address), version: account.mail?.version ?? 0 });
  if (!next) return undefined;
  if (!(await store.keep(account, next))) throw new Error('the account changed meanwhile');
  return account.id;
};

/** No more mails go to the person; their subscriptions stay, and their account says why. */
export const onMailAddressStopped =
  (store: Store) =>
  async ({ address, ...stop }: { address: AddressHash } & Stop): Promise<void> => {
    const accountId = await apply(store, address, (kept) => afterStop(kept, stop));
    if (accountId) log('mail.address-stopped', { accountId });
  };

/** Mails to the person go on, and say that what becomes of them matters. */
export const onMailAddressDoubted =
  (store: Store) =>
  async ({ address, at }: { address: AddressHash; at: string }): Promise<void> => {
    await apply(store, address, (kept) => afterDoubt(kept, { doubted: true, at }));
  };

/** Mails to the person are like all others again. */
export const onMailAddressTrusted =
  (store: Store) =>
  async ({ address, at }: { address: AddressHash; at: string }): Promise<void> => {
    await apply(store, address, (kept) => afterDoubt(kept, { doubted: false, at }));
  };
