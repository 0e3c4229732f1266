import { useState } from 'preact/hooks';
import type { IdentityLink } from '../../../../schemas/federation.ts';
import { federation } from '../../../../schemas/routes/federation.ts';
import { Failure } from '../../calls/failure.tsx';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { useSending } from '../../calls/sending.ts';
import { Confirmed } from '../../forms/confirmed.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { frenchDay } from '../../french.ts';
import { postForm } from '../../session/post-form.ts';

const names: Record<IdentityLink['provider'], string> = { franceconnect: 'FranceConnect', proconnect: 'ProConnect' };

/** FranceConnect for citizens, ProConnect for those who work here. */
export const IdentityLinks = () => {
  const api = useApi(federation);
  const { me, say } = useParvis();
  const { error, send } = useSending();
  const [removing, setRemoving] = useState<IdentityLink>();
  const links = useLoading(() => api.listIdentityLinks());
  const provider = me.role === 'citizen' ? 'franceconnect' : 'proconnect';
  const link = () =>
    send(async () => {
      const { ticket } = await api.askIdentityLink({ params: { provider } });
      postForm(`/api/identity/${provider}/link`, { ticket });
    });
  const remove = async () => {
    if (!removing) return;
    await api.removeIdentityLink({ params: { provider: removing.provider } });
    links.reload();
    say(`La liaison avec ${names[removing.provider]} est supprimée.`);
  };
  return (
    <section aria-labelledby="liaison">
      <h2 id="liaison">{names[provider]}</h2>
      {error !== undefined && <Failure error={error} />}
      <Loaded of={links}>
        {({ items }) =>
          items.length === 0 ? (
            <>
              <p>
                {provider === 'franceconnect'
                  ? 'Liez votre compte à FranceConnect pour vous connecter avec un compte que vous avez déjà : impots.gouv.fr, ameli.fr…'
                  : 'Liez votre compte à ProConnect pour vous connecter avec votre compte professionnel.'}
              </p>
              <p>
                <button type="button" class="quiet" onClick={() => void link()}>
                  Lier mon compte à {names[provider]}
                </button>
              </p>
            </>
          ) : (
            <ul class="cards">
              {items.map((one) => (
                <li class="card" key={one.provider}>
                  <p>
                    Compte lié à {names[one.provider]} depuis le {frenchDay(one.linkedAt)}.
                  </p>
                  {one.mayBeRemoved ? (
                    <p class="actions">
                      <button type="button" class="quiet" onClick={() => setRemoving(one)}>
                        Supprimer ma liaison
                      </button>
                    </p>
                  ) : (
                    <p class="facts">
                      C’est votre seul moyen de connexion : choisissez d’abord un mot de passe pour pouvoir supprimer la liaison.
                    </p>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {removing && (
        <Confirmed
          title={`Supprimer la liaison avec ${names[removing.provider]} ?`}
          action="Supprimer ma liaison"
          onConfirm={remove}
          onClose={() => setRemoving(undefined)}
        >
          <p>
            Vous vous connecterez avec votre adresse et votre mot de passe.
            {removing.provider === 'franceconnect' && ' Votre identité pourra de nouveau être modifiée.'}
          </p>
        </Confirmed>
      )}
    </section>
  );
};
