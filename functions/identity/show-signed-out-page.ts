import type { identityPages } from '../../schemas/routes/identity-pages.ts';
import type { UseCase } from '../shared/router.ts';
import { signedOutPage } from './pages/signed-out.ts';

/** Where people come to when they have signed out of everything. */
export const showSignedOutPage = (): UseCase<typeof identityPages.showSignedOutPage> => async () => signedOutPage();
