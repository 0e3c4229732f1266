import { typeset } from '../../../schemas/typography.ts';

type Press = () => Promise<void>;

/** A space that a fiche can be followed from. */
export interface ChoosablePlace {
  spaceId: string;
  name: string;
}

/** What the page of a fiche shows of whether its reader follows it. */
export interface FollowBox {
  /** Lets somebody who has several spaces say which one; nothing is done until they press. */
  choose: (places: ChoosablePlace[], chosen: (spaceId: string) => Promise<void>) => void;
  offer: (follow: Press) => void;
  /** `list`: where all that is followed is seen. */
  followed: (leave: Press, list: string) => void;
  /** Says a result or what went wrong, and keeps what can be pressed. */
  say: (text: string) => void;
}

const FAILED = 'Cela n’a pas abouti. Vérifiez votre connexion, puis recommencez.';

const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] => Object.assign(document.createElement(name), properties);

/** Plain elements: the page of a fiche loads no library to show one button. */
export const followBox = (place: HTMLElement): FollowBox => {
  const said = element('p', { className: 'follow-said' });
  said.setAttribute('role', 'status');
  const button = element('button', { type: 'button' });
  const row = element('p', { className: 'follow-row' });
  place.replaceChildren(row, said);
  let press: Press = async () => {};
  const failed = () => {
    said.textContent = FAILED;
  };
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    press()
      .catch(failed)
      .finally(() => button.setAttribute('aria-busy', 'false'));
  });
  const show = (label: string, className: string, next: Press) => {
    press = next;
    button.textContent = label;
    button.className = className;
  };
  return {
    choose(places, chosen) {
      const select = element('select', { id: 'suivre-pour' });
      select.append(...places.map(({ spaceId, name }) => element('option', { value: spaceId, textContent: name })));
      select.addEventListener('change', () => {
        said.textContent = '';
        chosen(select.value).catch(failed);
      });
      const choice = element('p', { className: 'follow-choice' });
      choice.append(element('label', { htmlFor: select.id, textContent: 'Suivre pour' }), select);
      row.before(choice);
    },
    offer(follow) {
      show('S’abonner', '', follow);
      row.replaceChildren(button);
    },
    followed(leave, list) {
      show('Me désabonner', 'quiet', leave);
      row.replaceChildren(
        element('span', { className: 'follow-state', textContent: 'Vous suivez cette fiche.' }),
        button,
        element('a', { href: list, textContent: 'Mes abonnements' }),
      );
    },
    say(text) {
      said.textContent = typeset(text);
    },
  };
};
