import { Menu } from './menu.tsx';
import { currentAt, navigationOf } from './navigation.ts';
import { useParvis } from './parvis.ts';
import { usePlace } from './place.ts';
import { SpaceMenu } from './space-menu.tsx';
import { spaceAt } from './spaces.ts';

/** By which name a person knows their role. */
const roleNames = { citizen: '', agent: 'Agent', editor: 'Rédaction', administrator: 'Administration' } as const;

export const Header = () => {
  const { me, session } = useParvis();
  const place = usePlace();
  const spaceId = spaceAt(place, me.personalSpaceId);
  return (
    <header class="site-header">
      <div class="wide">
        <a class="site-name" href="/">
          Parvis
        </a>
        <div class="header-menus">
          <SpaceMenu />
          <Menu label={me.email} hint="Mon compte">
            {me.role !== 'citizen' && <p class="facts">{roleNames[me.role]}</p>}
            <ul>
              <li>
                <a href="#/compte">Mon compte</a>
              </li>
              <li>
                <a href="/">Les fiches</a>
              </li>
            </ul>
            <button type="button" class="quiet" onClick={() => void session.signOut()}>
              Me déconnecter
            </button>
          </Menu>
        </div>
      </div>
      <nav class="space-nav" aria-label="Navigation principale">
        <ul class="wide">
          {navigationOf(me, spaceId).map(([to, name]) => (
            <li key={to}>
              <a href={`#${to}`} aria-current={currentAt(to, place)}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
};
