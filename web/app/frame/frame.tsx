import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useConnection } from './connection.ts';

interface Props {
  header?: ComponentChildren;
  /** The latest result, said once. */
  said?: string;
  children: ComponentChildren;
}

/** The address is used by the places of the site, so the focus goes there without it. */
const skip = (event: Event): void => {
  event.preventDefault();
  document.getElementById('contenu')?.focus();
};

export const Frame = ({ header, said = '', children }: Props) => {
  const connected = useConnection();
  const [shown, setShown] = useState('');
  useEffect(() => setShown(said), [said]);
  return (
    <>
      <a class="skip" href="#contenu" onClick={skip}>
        Aller au contenu
      </a>
      {header ?? (
        <header class="site-header">
          <div class="wide">
            <a class="site-name" href="/">
              Parvis
            </a>
          </div>
        </header>
      )}
      <main id="contenu" class="page" tabIndex={-1}>
        <div role="status" class="said">
          {shown && <p>{shown}</p>}
        </div>
        <div role="status">
          {!connected && <p class="lost">La connexion est perdue. Ce que vous écrivez est gardé ; vous pourrez l’envoyer à son retour.</p>}
        </div>
        {children}
      </main>
      <footer class="site-footer">
        <div class="wide">
          <p>Les fiches viennent des données ouvertes de service-public.fr. Source : DILA, Licence Ouverte 2.0.</p>
        </div>
      </footer>
    </>
  );
};
