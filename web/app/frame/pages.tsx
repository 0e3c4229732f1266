import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Failure } from '../calls/failure.tsx';
import { match } from './match.ts';
import { Page } from './page.tsx';

/** Every value that the place of a page may carry. */
export interface PlaceValues {
  spaceId: string;
  audience: string;
  ficheId: string;
  revision: string;
}

export type PageOf<Name extends keyof PlaceValues = never> = FunctionComponent<Pick<PlaceValues, Name>>;

type AnyPage = FunctionComponent<PlaceValues>;

/** Where each page is; a page is loaded when somebody goes there. */
const pages: [pattern: string, load: () => Promise<AnyPage>][] = [
  ['/', async () => (await import('../pages/dashboard.tsx')).Dashboard],
  ['/espaces/:spaceId/abonnements', async () => (await import('../pages/subscriptions/subscriptions.tsx')).Subscriptions],
  ['/espaces', async () => (await import('../pages/spaces/my-spaces.tsx')).MySpaces],
  ['/espaces/ajouter', async () => (await import('../pages/spaces/add-association.tsx')).AddAssociation],
  ['/espaces/:spaceId', async () => (await import('../pages/spaces/feed.tsx')).Feed],
  ['/compte', async () => (await import('../pages/account/account.tsx')).AccountPage],
  ['/compte/appareils', async () => (await import('../pages/account/devices.tsx')).Devices],
  ['/alertes', async () => (await import('../pages/alerts/alert-preferences.tsx')).AlertPreferencesPage],
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

const found = (place: string): { load: () => Promise<AnyPage>; values: Record<string, string> } => {
  for (const [pattern, load] of pages) {
    const values = match(pattern, place);
    if (values) return { load, values };
  }
  return { load: async () => Nowhere, values: {} };
};

interface Shown {
  place: string;
  Content: AnyPage;
  values: Record<string, string>;
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
  return <Content key={shown.place} {...(values as unknown as PlaceValues)} />;
};
