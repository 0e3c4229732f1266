import { useContext, useEffect, useRef } from 'preact/hooks';
import { ParvisContext } from '../frame/parvis.ts';
import { useSignInAgain } from '../frame/sign-in-again.ts';
import { tell } from './told.ts';

interface Failed {
  error: unknown;
  again?: () => void;
  /** Leads to the fields that are to be mended; without it they are only named. */
  idOf?: (field: string) => string | undefined;
}

/** Says what went wrong and what to do, and takes the focus, so that nobody waits for nothing. A result of before is said no longer beside it. */
export const Failure = ({ error, again, idOf = () => undefined }: Failed) => {
  const box = useRef<HTMLDivElement>(null);
  const signInAgain = useSignInAgain();
  const { title, advice, fields, signIn, final } = tell(error);
  const parvis = useContext(ParvisContext);
  useEffect(() => {
    parvis?.say('');
    box.current?.focus();
  }, [error]);
  return (
    <div class="failure" role="alert" tabIndex={-1} ref={box}>
      <p class="failure-title">{title}</p>
      <p>{advice}</p>
      {fields.length > 0 && (
        <ul>
          {fields.map(({ field, detail }) => {
            const id = idOf(field);
            const isSaidTwice = fields.filter((other) => other.detail === detail).length > 1;
            return <li key={field}>{linkTo(id, isSaidTwice ? withLabel(id, detail) : detail)}</li>;
          })}
        </ul>
      )}
      {signIn && (
        <button type="button" onClick={() => signInAgain(signIn === 'anew')}>
          {signIn === 'anew' ? 'M’identifier à nouveau' : 'Me reconnecter'}
        </button>
      )}
      {!signIn && !final && again && (
        <button type="button" onClick={again}>
          Réessayer
        </button>
      )}
    </div>
  );
};

/** As the page names the field, and what is said of it. */
const withLabel = (id: string | undefined, detail: string): string => {
  const label = id !== undefined && document.querySelector(`label[for="${id}"]`)?.textContent;
  return label ? `${label} : ${detail.charAt(0).toLowerCase()}${detail.slice(1)}` : detail;
};

const linkTo = (id: string | undefined, detail: string) => {
  if (id === undefined) return detail;
  const lead = (event: Event) => {
    event.preventDefault();
    document.getElementById(id)?.focus();
  };
  return (
    <a href={`#${id}`} onClick={lead}>
      {detail}
    </a>
  );
};
