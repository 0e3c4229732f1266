import { identityPages } from '../../../schemas/routes/identity-pages.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { nobodySignedIn } from '../../shared/gatekeepers.ts';
import { api } from '../../shared/pipeline.ts';
import { showSignedOutPage } from '../show-signed-out-page.ts';

export const wirePages = () => {
  const environment = readEnvironment('identity-pages');
  return api({
    routes: identityPages,
    useCases: { showSignedOutPage: showSignedOutPage() },
    ...nobodySignedIn,
    siteAddress: environment.SITE_ADDRESS,
  });
};
