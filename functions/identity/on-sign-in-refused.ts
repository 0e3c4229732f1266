import type { AddressHash } from '../../schemas/mail-state.ts';
import type { Delivery } from '../shared/consumer.ts';
import type { Happening } from '../shared/store/history.ts';
import type { People } from './store/people.ts';

interface Dependencies {
  people: Pick<People, 'byAddress'>;
  tell: (happening: Happening) => Promise<void>;
}

/** Tells the owner of an account that somebody tried to get in; an address without account has no owner to tell. */
export const onSignInRefused =
  ({ people, tell }: Dependencies) =>
  async ({ address, device }: { address: AddressHash; device?: string | undefined }, { eventId, at }: Delivery): Promise<void> => {
    const { account } = await people.byAddress(address, new Date(at));
    if (!account) return;
    await tell({
      id: eventId,
      accountId: account.id,
      at: new Date(at),
      kind: 'sign-in-failed',
      by: { type: 'unknown' },
      ...(device && { device }),
    });
  };
