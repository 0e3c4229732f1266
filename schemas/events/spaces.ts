import * as z from 'zod/mini';
import { AccountId, SpaceId } from '../account.ts';
import { InvitationId } from '../space.ts';
import { defineConsumer, defineEvent } from './event.ts';

const place = { spaceId: SpaceId, accountId: AccountId };

/** Somebody is invited, or invited again: `sending` counts the mails of one invitation, and an earlier one than the last is not sent any more. */
export const spaceMemberInvited = defineEvent(
  'space.member-invited',
  z.object({ spaceId: SpaceId, invitationId: InvitationId, sending: z.int().check(z.gte(1)) }),
);

/** An account belongs to a space no more, since `at`: all that it has there of its own ends. It may have come back since. */
export const spaceMembershipEnded = defineEvent(
  'space.membership-ended',
  z.object({ ...place, at: z.iso.datetime(), how: z.enum(['left', 'removed', 'closed']) }),
);

/** Its last member lets a space be closed at that time, or thought again: null. What is told of it is what holds when it is told. */
export const spaceClosingChanged = defineEvent('space.closing-changed', z.object({ ...place, closesAt: z.nullable(z.iso.datetime()) }));

/** A space is gone for good, with its last member: each capability empties itself of it. */
export const spaceClosed = defineEvent('space.closed', z.object({ spaceId: SpaceId }));

/** Who listens to what happens in spaces. */
export const spaceConsumers = {
  'alerts-departures': defineConsumer({
    on: [spaceMembershipEnded],
    why: 'Une personne qui n’est plus membre d’une association reçoit encore des alertes au nom de celle-ci.',
  }),
  'spaces-letters': defineConsumer({
    on: [spaceMemberInvited, spaceMembershipEnded, spaceClosingChanged],
    why: 'Des personnes invitées dans une association ne reçoivent pas leur invitation, ou ne savent pas que leur accès a été retiré ou que leur association va être effacée, ou l’a été.',
  }),
  'spaces-cleaner': defineConsumer({
    on: [spaceMembershipEnded, spaceClosed],
    why: 'Ce qu’une association fermée a fait reste enregistré, ou une adresse ne peut plus être invitée.',
  }),
};
