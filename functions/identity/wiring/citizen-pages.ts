import { randomUUID } from 'node:crypto';
import type { Environment } from '../../../schemas/environment.ts';
import type { citizenPages } from '../../../schemas/routes/citizen-pages.ts';
import { type dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import type { UseCases } from '../../shared/router.ts';
import { activateAccount } from '../activate-account.ts';
import { askLetter } from '../ask-letter.ts';
import { admitAsk } from '../asking/admit-ask.ts';
import { choosePassword } from '../choose-password.ts';
import { confirmAddress } from '../confirm-address.ts';
import { activationLinkGonePage, activationPage } from '../pages/activation.ts';
import { addressLinkGonePage, confirmAddressPage, formerAddressPage, undoLinkGonePage } from '../pages/addresses.ts';
import { untouched } from '../pages/form-parts.ts';
import { activationAsk, passwordAsk, passwordSentPage } from '../pages/letter-asks.ts';
import { newPasswordPage, passwordLinkGonePage } from '../pages/new-password.ts';
import { signUpSentPage } from '../pages/sign-up.ts';
import { showLetterAsk } from '../show-letter-ask.ts';
import { showLinkPage } from '../show-link-page.ts';
import { showSignUpPage } from '../show-sign-up-page.ts';
import { signUp } from '../sign-up.ts';
import { addressStore } from '../store/addresses.ts';
import { accountBearer } from '../store/births.ts';
import { linkStore } from '../store/links.ts';
import { passwordStore } from '../store/passwords.ts';
import { signUps } from '../store/sign-ups.ts';
import { takeFormerAddress } from '../take-former-address.ts';
import { wireDoor } from './door.ts';

/** Sign-up, activation, forgotten passwords, and what the links of letters lead to. */
export const citizenUseCases = (
  client: ReturnType<typeof dynamo>,
  environment: Environment<'identity-pages'>,
): UseCases<typeof citizenPages> => {
  const commit = commitTo(client, environment);
  const { keys: linkKeys, tables, ...door } = wireDoor(client, environment);
  const links = linkStore(client, tables.links);
  const store = signUps(tables.pendings, commit);
  const opening = { ...door, bear: accountBearer({ ...tables, memberships: environment.MEMBERSHIPS_TABLE }, commit), newId: randomUUID };
  const asking = { ...door, admit: admitAsk(door), store, clock };
  const shown = { links, clock };
  const addresses = { ...shown, people: door.people, addresses: addressStore(client, tables, commit), linkKeys };
  return {
    showSignUpPage: showSignUpPage(door),
    signUp: signUp(asking),
    showSignUpSentPage: async () => signUpSentPage(),
    showActivationMailPage: showLetterAsk(activationAsk, door),
    askActivationMail: askLetter('activation', asking),
    showActivationPage: showLinkPage('activation', { alive: () => activationPage(untouched), gone: activationLinkGonePage }, shown),
    activateAccount: activateAccount({ ...opening, ...shown, pending: door.people.pending }),
    showForgottenPasswordPage: showLetterAsk(passwordAsk, door),
    forgetPassword: askLetter('password', asking),
    showPasswordSentPage: async () => passwordSentPage(),
    showNewPasswordPage: showLinkPage('password', { alive: () => newPasswordPage(untouched), gone: passwordLinkGonePage }, shown),
    choosePassword: choosePassword({ ...opening, ...shown, passwords: passwordStore(client, tables, commit) }),
    showNewAddressPage: showLinkPage('address', { alive: confirmAddressPage, gone: addressLinkGonePage }, shown),
    confirmAddress: confirmAddress(addresses),
    showFormerAddressPage: showLinkPage('address-undo', { alive: formerAddressPage, gone: undoLinkGonePage }, shown),
    takeFormerAddress: takeFormerAddress(addresses),
  };
};
