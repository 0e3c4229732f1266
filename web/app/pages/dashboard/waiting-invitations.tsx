import { invitations } from '../../../../schemas/routes/invitations.ts';
import { useLoading } from '../../calls/loading.tsx';
import { useApi } from '../../frame/parvis.ts';

/** Invitations that wait for the person's answer; nothing at all without one. */
export const WaitingInvitations = () => {
  const api = useApi(invitations);
  const waiting = useLoading(() => api.listMyInvitations());
  if (waiting.state !== 'ready' || waiting.value.items.length === 0) return null;
  return (
    <section class="box" aria-labelledby="attend">
      <h2 id="attend">Une réponse est attendue de vous</h2>
      <ul>
        {waiting.value.items.map(({ link, invitedBy, spaceName }) => (
          <li key={link}>
            <a href={`#/invitations/${link}`}>
              {invitedBy} vous invite dans « {spaceName} »
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};
