import type { MailState } from '../../../../schemas/mail-state.ts';
import { accounts } from '../../../../schemas/routes/accounts.ts';
import { Failure } from '../../calls/failure.tsx';
import { useSending } from '../../calls/sending.ts';
import { useApi, useParvis } from '../../frame/parvis.ts';

/** Somebody to whom no mails go any more is told so, and can have them again. */
export const MailStopped = ({ mail }: { mail: MailState }) => {
  const api = useApi(accounts);
  const { me, say, refresh } = useParvis();
  const { busy, error, send } = useSending();
  if (mail.state === 'ok') return null;
  const resume = () =>
    send(async () => {
      await api.resumeMail();
      say('Les courriels reprennent.');
      refresh();
    });
  return (
    <section class="box box-warning" aria-labelledby="courriels-arretes">
      <h2 id="courriels-arretes">Vous ne recevez plus nos courriels</h2>
      <p>{mail.explanation}</p>
      {error !== undefined && <Failure error={error} />}
      <p>
        <button type="button" aria-busy={busy} onClick={() => void resume()}>
          Reprendre les envois à {me.email}
        </button>
      </p>
    </section>
  );
};
