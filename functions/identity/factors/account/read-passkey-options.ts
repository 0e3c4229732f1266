import type { factors } from '../../../../schemas/routes/factors.ts';
import type { UseCase } from '../../../shared/router.ts';
import { enrolment } from '../enrolment.ts';
import type { LabelledDependencies } from './begin-totp.ts';

/** Writes nothing: what is to be signed says itself when it was made and for whom. */
export const readPasskeyOptions =
  (dependencies: LabelledDependencies): UseCase<typeof factors.readPasskeyOptions> =>
  async (_input, { caller: { accountId }, problem }) => {
    const contact = (await dependencies.accounts.contactsOf([accountId])).get(accountId);
    if (!contact) throw problem('account-not-found');
    return { ...(await enrolment(dependencies).beginPasskey({ accountId, label: contact.email })) };
  };
