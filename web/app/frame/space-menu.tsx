import { Menu } from './menu.tsx';
import { useParvis } from './parvis.ts';
import { usePlace } from './place.ts';
import { nameOf } from './space-name.ts';
import { spaceAt } from './spaces.ts';

/** Where one space leads; the personal one begins at the dashboard. */
const homeOf = (id: string, personalSpaceId: string): string => (id === personalSpaceId ? '#/' : `#/espaces/${id}`);

/** From one space to another, without signing in again. */
export const SpaceMenu = () => {
  const { me, spaces } = useParvis();
  const current = spaceAt(usePlace(), me.personalSpaceId);
  const shown = spaces.find(({ id }) => id === current);
  return (
    <Menu label={shown ? nameOf(shown) : 'Mes espaces'} hint="Changer d’espace">
      <ul>
        {spaces.map((space) => (
          <li key={space.id}>
            <a href={homeOf(space.id, me.personalSpaceId)} aria-current={space.id === current ? 'true' : undefined}>
              {nameOf(space)}
            </a>
          </li>
        ))}
      </ul>
      <p class="menu-more">
        <a href="#/espaces">Mes espaces, ajouter une association</a>
      </p>
    </Menu>
  );
};
