import type { MemberId } from '../../../schemas/space.ts';
import { type ActionKind, type ActorType, actionKinds, type SpaceAction } from '../../../schemas/space-action.ts';

/** An action as it is kept. */
export interface Untold {
  id: string;
  at: string;
  kind: ActionKind;
  actor: ActorType;
  actorName?: string | undefined;
  memberId?: MemberId | undefined;
  objectId?: string | undefined;
  objectName?: string | undefined;
  aboutMemberId?: MemberId | undefined;
  reason?: string | undefined;
}

export interface Readers {
  /** Whom the feed is told to. */
  you: MemberId;
  names: ReadonlyMap<MemberId, string>;
}

/** Whose account is gone: what they did stays, without their name. */
const NAMELESS = 'Un ancien membre';

/** Who reads, where nobody has a name: in a personal space. */
const YOU = 'Vous';

/** The older name of somebody whose account is gone since. */
const UNTOLD = 'un autre nom';

const nameOf = (memberId: MemberId, { you, names }: Readers): string => names.get(memberId) ?? (memberId === you ? YOU : NAMELESS);

const actorOf = ({ actor, actorName, memberId }: Untold, readers: Readers): string => {
  if (memberId) return nameOf(memberId, readers);
  return actor === 'parvis' ? 'Parvis' : (actorName ?? 'Parvis');
};

/** Everybody whom a page of the feed names. */
export const membersNamedIn = (actions: Untold[]): MemberId[] => [
  ...new Set(actions.flatMap(({ memberId, aboutMemberId }) => [memberId, aboutMemberId].filter((id) => id !== undefined))),
];

/** What was done, as somebody reads it: with the names that people have in the space today, and those that things had then. */
export const toldAction = (action: Untold, readers: Readers): SpaceAction => {
  const { id, at, kind, actor, memberId, objectId, objectName, aboutMemberId, reason } = action;
  const member = aboutMemberId && { memberId: aboutMemberId, name: nameOf(aboutMemberId, readers) };
  const name = actorOf(action, readers);
  return {
    id,
    at,
    kind,
    by: { type: actor, memberId: memberId ?? null, name, you: memberId === readers.you },
    text: actionKinds[kind]
      .replace(/^a /, name === YOU ? 'avez ' : 'a ')
      .replace('{object}', () => objectName ?? UNTOLD)
      .replace('{member}', () => (member?.name === NAMELESS ? NAMELESS.toLowerCase() : (member?.name ?? ''))),
    object: objectName === undefined ? null : { id: objectId ?? null, name: objectName },
    member: member ?? null,
    reason: reason ?? null,
  };
};
