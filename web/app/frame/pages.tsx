import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Failure } from '../calls/failure.tsx';

import { Page } from './page.tsx';
import { type PlaceValues, readPlace } from './place-values.ts';

export type PageOf<Name extends keyof PlaceValues = never> = FunctionComponent<Pick<PlaceValues, Name>>;

type AnyPage = FunctionComponent<PlaceValues>;

/** Where each page is; a page is loaded when somebody goes there. */
export const pages: [pattern: string, load: () => Promise<AnyPage>][] = [
  ['/', async () => (await import('../pages/dashboard.tsx')).Dashboard],
  ['/espaces/:spaceId/abonnements', async () => (await import('../pages/subscriptions/subscriptions.tsx')).Subscriptions],
  ['/espaces', async () => (await import('../pages/spaces/my-spaces.tsx')).MySpaces],
  ['/espaces/ajouter', async () => (await import('../pages/spaces/add-association.tsx')).AddAssociation],
  ['/espaces/:spaceId', async () => (await import('../pages/spaces/feed.tsx')).Feed],
  ['/espaces/:spaceId/documents', async () => (await import('../pages/documents/documents.tsx')).Documents],
  ['/espaces/:spaceId/documents/ajouter', async () => (await import('../pages/documents/add-document.tsx')).AddDocument],
  ['/espaces/:spaceId/documents/corbeille', async () => (await import('../pages/documents/bin.tsx')).Bin],
  ['/espaces/:spaceId/documents/:documentId', async () => (await import('../pages/documents/document.tsx')).DocumentPage],
  ['/espaces/:spaceId/membres', async () => (await import('../pages/spaces/members.tsx')).Members],
  ['/espaces/:spaceId/reglages', async () => (await import('../pages/spaces/settings.tsx')).SpaceSettings],
  ['/invitations/:invitationLink', async () => (await import('../pages/invitation/invitation-page.tsx')).InvitationPage],
  ['/compte', async () => (await import('../pages/account/account.tsx')).AccountPage],
  ['/compte/informations', async () => (await import('../pages/account/profile.tsx')).ProfilePage],
  ['/compte/connexion', async () => (await import('../pages/account/sign-in-means.tsx')).SignInMeans],
  ['/compte/historique', async () => (await import('../pages/account/history.tsx')).HistoryPage],
  ['/compte/autres-espaces', async () => (await import('../pages/account/consents.tsx')).Consents],
  ['/compte/donnees', async () => (await import('../pages/account/my-data.tsx')).MyData],
  ['/compte/appareils', async () => (await import('../pages/account/devices.tsx')).Devices],
  ['/alertes', async () => (await import('../pages/alerts/alert-preferences.tsx')).AlertPreferencesPage],
  ['/services', async () => (await import('../pages/clients/clients-page.tsx')).ClientsPage],
  ['/equipe', async () => (await import('../pages/staff/staff-page.tsx')).StaffPage],
  ['/redaction', async () => (await import('../pages/editing/editing.tsx')).Editing],
  ['/redaction/:audience/:ficheId', async () => (await import('../pages/editing/draft.tsx')).DraftPage],
  ['/redaction/:audience/:ficheId/revisions/:revision', async () => (await import('../pages/editing/review.tsx')).Review],
  ['/redaction/:audience/:ficheId/revisions/:revision/envoi', async () => (await import('../pages/editing/ledger.tsx')).LedgerPage],
];

const Nowhere = () => (
  <Page title="Cette page n’existe pas">
    <p>L’adresse est peut-être incomplète, ou ce qu’elle montrait a été supprimé.</p>
    <p>
      <a href="#/">Aller au tableau de bord</a>
    </p>
  </Page>
);

const found = (place: string): { load: () => Promise<AnyPage>; values: Partial<PlaceValues> } => {
  for (const [pattern, load] of pages) {
    const values = readPlace(pattern, place);
    if (values) return { load, values };
  }
  return { load: async () => Nowhere, values: {} };
};

interface Shown {
  place: string;
  Content: AnyPage;
  values: Partial<PlaceValues>;
}

/** The page of a place. The one before stays until it is there. */
export const PageAt = ({ place }: { place: string }) => {
  const [shown, setShown] = useState<Shown>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    let left = false;
    const { load, values } = found(place);
    setError(undefined);
    load().then(
      (Content) => !left && setShown({ place, Content, values }),
      (failure: unknown) => !left && setError(failure),
    );
    return () => {
      left = true;
    };
  }, [place]);
  if (error !== undefined) return <Failure error={error} again={() => location.reload()} />;
  if (!shown) return <p class="loading">Chargement…</p>;
  const { Content, values } = shown;
  return <Content key={shown.place} {...(values as PlaceValues)} />;
};
