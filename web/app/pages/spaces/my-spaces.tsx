import { Page } from '../../frame/page.tsx';
import { useParvis } from '../../frame/parvis.ts';
import { nameOf } from '../../frame/space-name.ts';
import { counted } from '../../french.ts';
import { TwoAccounts } from './two-accounts.tsx';

export const MySpaces = () => {
  const { spaces } = useParvis();
  const associations = spaces.filter(({ kind }) => kind === 'association');
  return (
    <Page title="Mes espaces">
      <p>Un seul compte, et autant d’espaces qu’il vous en faut. Ce qui est dans un espace ne se voit pas depuis un autre.</p>
      <h2>Espace personnel</h2>
      <p>
        <a href="#/">Mon espace personnel</a> : vous seul y avez accès.
      </p>
      <h2>Associations</h2>
      {associations.length === 0 ? (
        <p class="empty">
          Vous n’avez pas encore d’espace d’association. Ajoutez-en un pour suivre des fiches et garder des documents à plusieurs.
        </p>
      ) : (
        <ul class="cards">
          {associations.map((space) => (
            <li class="card" key={space.id}>
              <h3 class="card-title">
                <a href={`#/espaces/${space.id}`}>{nameOf(space)}</a>
              </h3>
              <p class="facts">
                {counted(space.members, 'membre')}
                {space.number && ` – numéro ${space.number}`}
                {space.closesAt && ' – fermeture demandée'}
              </p>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a class="button" href="#/espaces/ajouter">
          Ajouter une association
        </a>
      </p>
      <TwoAccounts />
    </Page>
  );
};
