import { activationAsked, passwordForgotten, signUpAsked } from '../../../schemas/events/identity.ts';
import type { AddressHash } from '../../../schemas/mail-state.ts';
import type { Trail } from '../../shared/context.ts';
import { type Commit, newEvent } from '../../shared/store/commit.ts';
import { type Pending, pendingPut } from './pendings.ts';

const letterEvents = { activation: activationAsked, password: passwordForgotten } as const;

/** What is kept of those who are not signed in and ask for something. Each is one transaction of the same writes for every address. */
export interface SignUps {
  keep(address: AddressHash, pending: Pending, trail: Trail): Promise<void>;
  askLetter(letter: keyof typeof letterEvents, address: AddressHash, trail: Trail): Promise<void>;
}

export const signUps = (table: string, commit: Commit): SignUps => ({
  keep: (address, pending, trail) =>
    commit({ writes: [pendingPut(table, address, pending)], events: [newEvent(signUpAsked, { address })], trail, about: { address } }),
  askLetter: (letter, address, trail) =>
    commit({ writes: [], events: [newEvent(letterEvents[letter], { address })], trail, about: { address } }),
});
