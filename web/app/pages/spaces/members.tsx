import { invitations } from '../../../../schemas/routes/invitations.ts';
import { members } from '../../../../schemas/routes/members.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { Page } from '../../frame/page.tsx';
import type { PageOf } from '../../frame/pages.tsx';
import { useApi } from '../../frame/parvis.ts';
import { nameOf } from '../../frame/space-name.ts';
import { useSpace } from '../../frame/spaces.ts';
import { frenchDay } from '../../french.ts';
import { InvitationItem } from './invitation-item.tsx';
import { InviteForm } from './invite-form.tsx';
import { MyName } from './my-name.tsx';
import { RemoveMember } from './remove-member.tsx';

export const Members: PageOf<'spaceId'> = ({ spaceId }) => {
  const space = useSpace(spaceId);
  const [api, inviting] = [useApi(members), useApi(invitations)];
  const all = useLoading(() => api.listMembers({ params: { spaceId } }), [spaceId]);
  const waiting = useLoading(() => inviting.listInvitations({ params: { spaceId } }), [spaceId]);
  const again = () => {
    all.reload();
    waiting.reload();
  };
  return (
    <Page title="Membres" overline={space && nameOf(space)}>
      <p>
        Tous les membres ont les mêmes droits : inviter, retirer un accès, ajouter et supprimer des documents, continuer les démarches.
        Chacun voit les actions des autres.
      </p>
      <Loaded of={{ ...all, reload: again }}>
        {({ items }) => (
          <ul class="cards">
            {items.map((member) => (
              <li class="card" key={member.id}>
                <h2 class="card-title">
                  {member.name}
                  {member.you && ' (vous)'}
                </h2>
                <p class="facts">Membre depuis le {frenchDay(member.joinedAt)}</p>
                {member.you ? (
                  <MyName key={member.name} spaceId={spaceId} name={member.name ?? ''} onRenamed={all.reload} />
                ) : (
                  <RemoveMember spaceId={spaceId} member={member} onRemoved={all.reload} />
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {all.state !== 'failed' && (
        <>
          <section aria-labelledby="inviter">
            <h2 id="inviter">Inviter une personne</h2>
            <InviteForm spaceId={spaceId} onInvited={waiting.reload} />
          </section>
          <section aria-labelledby="invitations">
            <h2 id="invitations">Invitations sans réponse</h2>
            <Loaded of={waiting}>
              {({ items }) =>
                items.length === 0 ? (
                  <p class="empty">Aucune invitation n’attend de réponse.</p>
                ) : (
                  <ul class="cards">
                    {items.map((invitation) => (
                      <InvitationItem key={invitation.id} spaceId={spaceId} invitation={invitation} onChanged={waiting.reload} />
                    ))}
                  </ul>
                )
              }
            </Loaded>
          </section>
        </>
      )}
    </Page>
  );
};
