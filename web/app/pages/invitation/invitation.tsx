import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { invitations } from '../../../../schemas/routes/invitations.ts';
import type { ReceivedInvitation } from '../../../../schemas/space.ts';
import { openConnection } from '../../calls/connect.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { Confirmed } from '../../forms/confirmed.tsx';
import { Page } from '../../frame/page.tsx';
import { frenchDay } from '../../french.ts';

interface Props {
  link: ReceivedInvitation['link'];
  /** How whoever reads it may accept. */
  children: (invitation: ReceivedInvitation) => ComponentChildren;
}

/** An invitation as its link shows it, to somebody who is signed in or not; declining needs no account. */
export const Invitation = ({ link, children }: Props) => {
  const api = useMemo(() => openConnection(invitations), []);
  const [asking, setAsking] = useState(false);
  const [declined, setDeclined] = useState(false);
  const loading = useLoading(() => api.readInvitation({ params: { invitationLink: link } }), [link]);
  if (declined) {
    return (
      <Page title="Invitation déclinée">
        <p role="status">C’est noté : vous ne recevrez plus de courriel pour cette invitation.</p>
      </Page>
    );
  }
  return (
    <Page title="Invitation">
      <Loaded of={loading}>
        {(invitation) => (
          <>
            <p class="introduction">
              {invitation.invitedBy} vous invite à rejoindre l’espace « {invitation.spaceName} ».
            </p>
            <p>
              Les membres de cet espace partagent documents, démarches et abonnements, avec les mêmes droits. Ils ne voient rien de votre
              espace personnel.
            </p>
            <p class="facts">
              Invitation envoyée à {invitation.email}, valable jusqu’au {frenchDay(invitation.expiresAt)}.
            </p>
            {children(invitation)}
            <p>
              <button type="button" class="quiet" onClick={() => setAsking(true)}>
                Décliner l’invitation
              </button>
            </p>
            {asking && (
              <Confirmed
                title="Décliner cette invitation ?"
                action="Décliner"
                onConfirm={async () => {
                  await api.declineInvitation({ params: { invitationLink: link } });
                  setDeclined(true);
                }}
                onClose={() => setAsking(false)}
              >
                <p>Pour rejoindre cet espace plus tard, il vous faudra une nouvelle invitation.</p>
              </Confirmed>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
};
