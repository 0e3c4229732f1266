import { useState } from 'preact/hooks';
import { type HistoryActor, type HistoryTheme, historyThemes } from '../../../../schemas/history.ts';
import { history } from '../../../../schemas/routes/history.ts';
import { Loaded } from '../../calls/loading.tsx';
import { More, usePages } from '../../calls/pages.tsx';
import { SelectField } from '../../forms/field.tsx';
import { Page } from '../../frame/page.tsx';
import { useApi } from '../../frame/parvis.ts';
import { frenchMoment } from '../../french.ts';

const choices = [['', 'Tout'], ...(Object.entries(historyThemes) as [HistoryTheme, string][])] as const;

const actorOf = (by: HistoryActor): string => {
  if ('name' in by) return by.name;
  return { self: 'vous', unknown: 'une personne non connectée', member: 'un membre de l’association', parvis: 'Parvis' }[by.type];
};

/** Who did what with the account, and who read its data. */
export const HistoryPage = () => {
  const api = useApi(history);
  const [theme, setTheme] = useState<HistoryTheme | ''>('');
  const pages = usePages((cursor) => api.listHistory({ query: { cursor, ...(theme !== '' && { theme }) } }), [theme]);
  return (
    <Page title="Historique" overline="Mon compte">
      <p>
        Vos connexions, ce qui a changé dans votre compte et vos associations, et chaque lecture de vos données par un agent ou un service
        partenaire.
      </p>
      <SelectField name="theme" label="Montrer" value={theme} options={choices} onValue={setTheme} />
      <Loaded of={pages}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="empty">Rien à montrer.</p>
          ) : (
            <ol class="feed">
              {items.map(({ id, at, label, by, what, why, device }) => (
                <li key={id}>
                  <p>
                    <strong>{label}</strong>
                    {what && ` : ${what}`}
                  </p>
                  {why && <p>Raison : {why}</p>}
                  <p class="facts">
                    <time dateTime={at}>{frenchMoment(at)}</time> – par {actorOf(by)}
                    {device && ` – ${device}`}
                  </p>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
      <More pages={pages} what="les lignes précédentes" />
    </Page>
  );
};
