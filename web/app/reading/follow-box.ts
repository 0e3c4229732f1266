type Press = () => Promise<void>;

/** What the page of a fiche shows of whether its reader follows it. */
export interface FollowBox {
  offer: (follow: Press) => void;
  followed: (leave: Press) => void;
  /** Says a result or what went wrong, and keeps what can be pressed. */
  say: (text: string) => void;
}

const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] => Object.assign(document.createElement(name), properties);

/** Plain elements: the page of a fiche loads no library to show one button. */
export const followBox = (place: HTMLElement): FollowBox => {
  const said = element('p', { className: 'follow-said' });
  said.setAttribute('role', 'status');
  const button = element('button', { type: 'button' });
  const list = element('a', { href: '/mon-espace.html', textContent: 'Mes abonnements' });
  const row = element('p', { className: 'follow-row' });
  place.replaceChildren(row, said);
  let press: Press = async () => {};
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    press()
      .catch(() => {
        said.textContent = 'Cela n’a pas abouti. Vérifiez votre connexion, puis recommencez.';
      })
      .finally(() => button.setAttribute('aria-busy', 'false'));
  });
  const show = (label: string, className: string, next: Press) => {
    press = next;
    button.textContent = label;
    button.className = className;
  };
  return {
    offer(follow) {
      show('S’abonner', '', follow);
      row.replaceChildren(button);
    },
    followed(leave) {
      show('Me désabonner', 'quiet', leave);
      row.replaceChildren(element('span', { className: 'follow-state', textContent: 'Vous suivez cette fiche.' }), button, list);
    },
    say(text) {
      said.textContent = text;
    },
  };
};
