import { Menu } from './menu.tsx';
import { useParvis } from './parvis.ts';
import { usePlace } from './place.ts';

/** Read by a person, who knows their role by this name. */
const roleNames = { citizen: '', agent: 'Agent', editor: 'Édition', administrator: 'Administration' } as const;

const links = (personalSpaceId: string): [place: string, name: string][] => [
  ['/', 'Tableau de bord'],
  [`/espaces/${personalSpaceId}/abonnements`, 'Mes abonnements'],
  ['/alertes', 'Mes alertes'],
];

export const Header = () => {
  const { me, session } = useParvis();
  const place = usePlace();
  return (
    <header class="site-header">
      <div class="wide">
        <a class="site-name" href="/">
          Parvis
        </a>
        <div class="header-menus">
          <Menu label={me.email} hint="Mon compte">
            {me.role !== 'citizen' && <p class="facts">{roleNames[me.role]}</p>}
            <button type="button" class="quiet" onClick={() => void session.signOut()}>
              Me déconnecter
            </button>
          </Menu>
        </div>
      </div>
      <nav class="space-nav" aria-label="Navigation principale">
        <ul class="wide">
          {links(me.personalSpaceId).map(([to, name]) => (
            <li key={to}>
              <a href={`#${to}`} aria-current={to === place ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
          <li>
            <a href="/">Les fiches</a>
          </li>
        </ul>
      </nav>
    </header>
  );
};
