import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { invitations } from '../../../schemas/routes/invitations.ts';
import { members as memberRoutes } from '../../../schemas/routes/members.ts';
import { spaces } from '../../../schemas/routes/spaces.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Membership } from '../../shared/middlewares/access.ts';
import { onFirstCall } from '../../shared/on-first-call.ts';
import type { UseCases } from '../../shared/router.ts';
import type { Commit } from '../../shared/store/commit.ts';
import type { ReadPerson } from '../../shared/store/person.ts';
import type { InvitationLinks } from '../invitation-link.ts';
import { listMembers } from '../list-members.ts';
import { listSpaces } from '../list-spaces.ts';
import { readSpace } from '../read-space.ts';
import { memberReader } from '../store/members.ts';
import type { ToldTables } from '../store/space-items.ts';
import { spaceReader } from '../store/space-reader.ts';

export interface SpaceUseCasesDependencies {
  client: DynamoDBDocumentClient;
  tables: ToldTables;
  /** Made with the first change. */
  commit: () => Promise<Commit>;
  membership: Membership;
  readPerson: ReadPerson;
  /** Made with the first invitation. */
  links: () => Promise<InvitationLinks>;
  clock: Clock;
  newId: () => string;
}

/** Every use case of spaces on its stores. Many look; the feed, what changes a space, and all about invitations, is loaded for those who ask for it. */
export const spaceUseCases = (
  dependencies: SpaceUseCasesDependencies,
): UseCases<typeof spaces & typeof memberRoutes & typeof invitations> => {
  const { client, tables, commit } = dependencies;
  const { createSpace, changeSpace, closeSpace, reopenSpace } = spaces;
  const { renameMyself, leaveSpace, removeMember, listActions } = memberRoutes;
  const members = memberReader(client, tables);
  const shared = { ...dependencies, store: spaceReader(client, tables.spaces), members };
  return {
    listSpaces: listSpaces(shared),
    readSpace: readSpace(shared),
    listMembers: listMembers(shared),
    ...onFirstCall({ listActions }, async () => {
      const { feedUseCases } = await import('./feed-routes.ts');
      return feedUseCases(client, tables.actions, members);
    }),
    ...onFirstCall({ createSpace, changeSpace, closeSpace, reopenSpace, renameMyself, leaveSpace, removeMember }, async () => {
      const { changingUseCases } = await import('./changing-routes.ts');
      return changingUseCases({ ...shared, commit: await commit() });
    }),
    ...onFirstCall(invitations, async () => {
      const { invitationUseCases } = await import('./invitation-routes.ts');
      return invitationUseCases({ ...shared, commit: await commit(), links: await dependencies.links() });
    }),
  };
};
