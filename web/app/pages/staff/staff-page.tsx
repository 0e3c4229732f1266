import { staff } from '../../../../schemas/routes/staff.ts';
import { Loaded } from '../../calls/loading.tsx';
import { More, usePages } from '../../calls/pages.tsx';
import { Page } from '../../frame/page.tsx';
import { useApi } from '../../frame/parvis.ts';
import { InviteStaff } from './invite-staff.tsx';
import { StaffInvitationItem } from './staff-invitation-item.tsx';
import { StaffList } from './staff-list.tsx';

/** Who works here: administrators invite, place, suspend and reinstate. */
export const StaffPage = () => {
  const api = useApi(staff);
  const waiting = usePages((cursor) => api.listStaffInvitations({ query: { cursor } }));
  return (
    <Page title="Équipe">
      <p>Les agents, les éditeurs et les administrateurs de Parvis. Chaque changement fait ici est inscrit au journal.</p>
      <StaffList />
      <section aria-labelledby="inviter">
        <h2 id="inviter">Inviter une personne</h2>
        <InviteStaff onInvited={waiting.reload} />
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
                  <StaffInvitationItem key={invitation.id} invitation={invitation} onChanged={waiting.reload} />
                ))}
              </ul>
            )
          }
        </Loaded>
        <More pages={waiting} what="les invitations précédentes" />
      </section>
    </Page>
  );
};
