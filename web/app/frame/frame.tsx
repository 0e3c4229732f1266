import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useConnection } from './connection.ts';
import { useKeptFocus } from './kept-focus.ts';

/** A result that is said. Another one of the same words is said again. */
export interface Said {
  text: string;
}

export const NOTHING_SAID: Said = { text: '' };

interface Props {
  header?: ComponentChildren;
  said?: Said;
  children: ComponentChildren;
}

/** The address is used by the places of the site, so the focus goes there without it. */
const skip = (event: Event): void => {
  event.preventDefault();
  document.getElementById('contenu')?.focus();
};

export const Frame = ({ header, said = NOTHING_SAID, children }: Props) => {
  const connected = useConnection();
  const [shown, setShown] = useState({ ...NOTHING_SAID, turn: 0 });
  useEffect(() => setShown(({ turn }) => ({ ...said, turn: turn + 1 })), [said]);
  useKeptFocus();
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
        <div class="said">
          <div role="status">{shown.text && <p key={shown.turn}>{shown.text}</p>}</div>
          {shown.text && (
            <button type="button" class="quiet" onClick={() => setShown({ ...NOTHING_SAID, turn: shown.turn })}>
              <span aria-hidden="true">×</span>
              <span class="visually-hidden">Fermer ce message</span>
            </button>
          )}
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
