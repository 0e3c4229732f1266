import type { factors } from '../../../../schemas/routes/factors.ts';
import type { UseCase } from '../../../shared/router.ts';
import type { AccountReader } from '../../../shared/store/accounts.ts';
import { type EnrolmentDependencies, enrolment } from '../enrolment.ts';
import { occasionOf } from './factor-view.ts';

export interface LabelledDependencies extends EnrolmentDependencies {
  /** How the account is called in the list of an application or of a device: by its address, which its owner knows. */
  accounts: Pick<AccountReader, 'contactsOf'>;
}

/** Nothing changes until the first code comes: an application that was set up before goes on. */
export const beginTotp =
  (dependencies: LabelledDependencies): UseCase<typeof factors.beginTotp> =>
  async (_input, context) => {
    const { accountId } = context.caller;
    const contact = (await dependencies.accounts.contactsOf([accountId])).get(accountId);
    if (!contact) throw context.problem('account-not-found');
    return enrolment(dependencies).beginTotp(contact.email, occasionOf(dependencies, context));
  };
