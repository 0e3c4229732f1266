import type { invitations as routes } from '../../schemas/routes/invitations.ts';
import { hashAddress } from '../shared/address.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadPerson } from '../shared/store/person.ts';
import { type ReceivedDependencies, received, shownReceived } from './received-invitation.ts';
import { hasExpired } from './rules/invitation.ts';
import type { InvitationReader } from './store/invitations.ts';

interface Dependencies extends Omit<ReceivedDependencies, 'invitations'> {
  invitations: Pick<InvitationReader, 'listFor'>;
  readPerson: ReadPerson;
  clock: Clock;
}

/** What waits for the address of the account: whoever opened it after the mail finds the invitation without the mail. Whoever is a member by now has nothing to answer. */
export const listMyInvitations =
  ({ invitations, readPerson, clock, ...dependencies }: Dependencies): UseCase<typeof routes.listMyInvitations> =>
  async (_input, { caller, problem }) => {
    const person = await readPerson(caller.accountId);
    if (!person) throw problem('account-not-found');
    const waiting = (await invitations.listFor(hashAddress(person.email))).filter((invitation) => !hasExpired(invitation, clock()));
    const items = await Promise.all(
      waiting.map(async (invitation) => {
        const worth = await received(dependencies, invitation);
        if (!worth || (await dependencies.membership(invitation.spaceId, caller.accountId))) return [];
        const link = await dependencies.links.seal({ spaceId: invitation.spaceId, invitationId: invitation.id });
        return [await shownReceived(dependencies, worth, link)];
      }),
    );
    return { items: items.flat().toSorted((one, other) => (one.expiresAt < other.expiresAt ? 1 : -1)) };
  };
