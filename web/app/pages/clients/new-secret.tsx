import { useEffect, useRef } from 'preact/hooks';

export interface GivenSecret {
  name: string;
  id: string;
  secret: string;
}

/** Shown once: what is kept of it could not be read. It takes the focus, since the person has to do something with it. */
export const NewSecret = ({ given: { name, id, secret }, onDone }: { given: GivenSecret; onDone: () => void }) => {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), [secret]);
  return (
    <section class="box box-warning" aria-labelledby="nouveau-secret" tabIndex={-1} ref={box}>
      <h2 id="nouveau-secret">Le secret de « {name} »</h2>
      <p>Copiez-le maintenant et transmettez-le par un moyen sûr : il ne sera plus montré.</p>
      <dl>
        <dt>Identifiant</dt>
        <dd>
          <code>{id}</code>
        </dd>
        <dt>Secret</dt>
        <dd>
          <code>{secret}</code>
        </dd>
      </dl>
      <p class="actions">
        <button type="button" class="quiet" onClick={onDone}>
          J’ai copié le secret
        </button>
      </p>
    </section>
  );
};
