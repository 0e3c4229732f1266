import { MailAddress } from '../../frame/mail-address.tsx';
import { Page } from '../../frame/page.tsx';
import { useParvis } from '../../frame/parvis.ts';
import { frenchDay } from '../../french.ts';
import { accountPages } from './account-pages.ts';

/** The way to everything about the account itself. */
export const AccountPage = () => {
  const { me } = useParvis();
  return (
    <Page title="Mon compte">
      <p>
        <MailAddress of={me.email} />
        <br />
        <span class="facts">Compte ouvert le {frenchDay(me.openedAt)}</span>
      </p>
      <div class="tiles">
        {accountPages.map(([place, title, text]) => (
          <section class="tile" key={place}>
            <h2>
              <a href={`#${place}`}>{title}</a>
            </h2>
            <p>{text}</p>
          </section>
        ))}
      </div>
    </Page>
  );
};
