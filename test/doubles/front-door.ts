import { randomUUID } from 'node:crypto';
import { GetCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { accountOf, activateAccount } from '../../functions/identity/activate-account.ts';
import { askAddressChange } from '../../functions/identity/ask-address-change.ts';
import { askLetter } from '../../functions/identity/ask-letter.ts';
import { admitAsk } from '../../functions/identity/asking/admit-ask.ts';
import { captcha } from '../../functions/identity/captcha/captcha.ts';
import { changePassword } from '../../functions/identity/change-password.ts';
import { choosePassword } from '../../functions/identity/choose-password.ts';
import { confirmAddress } from '../../functions/identity/confirm-address.ts';
import { doorKeyring } from '../../functions/identity/door-keys.ts';
import { letterReactions } from '../../functions/identity/on-letter-asked.ts';
import { onSignInRefused } from '../../functions/identity/on-sign-in-refused.ts';
import { activationLinkGonePage, activationPage } from '../../functions/identity/pages/activation.ts';
import { addressLinkGonePage, confirmAddressPage, formerAddressPage, undoLinkGonePage } from '../../functions/identity/pages/addresses.ts';
import { untouched } from '../../functions/identity/pages/form-parts.ts';
import { activationAsk, passwordAsk, passwordSentPage } from '../../functions/identity/pages/letter-asks.ts';
import { newPasswordPage, passwordLinkGonePage } from '../../functions/identity/pages/new-password.ts';
import { signUpSentPage } from '../../functions/identity/pages/sign-up.ts';
import { type Argon2, argon2OfRuntime } from '../../functions/identity/passwords/argon2.ts';
import { commonPasswords } from '../../functions/identity/passwords/common-passwords.ts';
import { passwordHashes } from '../../functions/identity/passwords/password-hashes.ts';
import { purgeEnded } from '../../functions/identity/purge-ended.ts';
import { showLetterAsk } from '../../functions/identity/show-letter-ask.ts';
import { showLinkPage } from '../../functions/identity/show-link-page.ts';
import { showSignUpPage } from '../../functions/identity/show-sign-up-page.ts';
import { credentialChecker } from '../../functions/identity/sign-in/check-credentials.ts';
import { signUp } from '../../functions/identity/sign-up.ts';
import { addressStore } from '../../functions/identity/store/addresses.ts';
import { attemptStore, spentChallenges } from '../../functions/identity/store/attempts.ts';
import { accountBearer } from '../../functions/identity/store/births.ts';
import { passwordPut } from '../../functions/identity/store/credentials.ts';
import { linkStore } from '../../functions/identity/store/links.ts';
import { passwordStore } from '../../functions/identity/store/passwords.ts';
import { people } from '../../functions/identity/store/people.ts';
import { purgeStore } from '../../functions/identity/store/purge.ts';
import { refusalTeller } from '../../functions/identity/store/refusals.ts';
import { signUps } from '../../functions/identity/store/sign-ups.ts';
import { takeFormerAddress } from '../../functions/identity/take-former-address.ts';
import { throttle } from '../../functions/identity/throttle.ts';
import { hashAddress } from '../../functions/shared/address.ts';
import { nobodySignedIn } from '../../functions/shared/gatekeepers.ts';
import type { ApiResult } from '../../functions/shared/middlewares/middleware.ts';
import { api } from '../../functions/shared/pipeline.ts';
import { accountBirth } from '../../functions/shared/store/account-birth.ts';
import { committer, transact } from '../../functions/shared/store/commit.ts';
import { historyWrite } from '../../functions/shared/store/history.ts';
import type { AccountId } from '../../schemas/account.ts';
import { Envelope } from '../../schemas/events/event.ts';
import { citizenPages } from '../../schemas/routes/citizen-pages.ts';
import { type Asked, apiEvent, FORM_ORIGIN, lambdaContext } from './api-event.ts';
import { captchaWork } from './captcha-work.ts';
import { contextOf } from './context.ts';
import type { DynamoForTests } from './dynamo-engine.ts';
import { postInMemory } from './letters.ts';

const KEYS = JSON.stringify({ k1: 'k'.repeat(48) });

/** Everything at the door on a real engine, behind the pipeline of every request; letters stay here, and time stands still until a test moves it. */
export const frontDoor = ({ client, tables }: Pick<DynamoForTests, 'client' | 'tables'>, argon2: Argon2 = argon2OfRuntime()) => {
  let now = Date.now();
  const clock = () => new Date(now);
  const keyring = doorKeyring(KEYS);
  const keys = async () => keyring;
  const handled = new Set<string>();
  const commit = committer(client, { outbox: tables.outbox, audit: tables.audit }, clock);
  const { post, posted } = postInMemory();
  const door = {
    people: people(client, tables),
    hashes: passwordHashes(argon2),
    isCommon: commonPasswords(),
    throttle: throttle({ store: attemptStore(client, tables.attempts), keys, clock }),
    captcha: captcha({ keys, spent: spentChallenges(client, tables.attempts), clock }),
  };
  const links = linkStore(client, tables.links);
  const passwords = passwordStore(client, tables, commit);
  const addresses = addressStore(client, tables, commit);
  const asking = { ...door, admit: admitAsk(door), store: signUps(tables.pendings, commit), clock };
  const opening = { ...door, bear: accountBearer(tables, commit), newId: randomUUID, links, clock, passwords };
  const moving = { links, clock, people: door.people, addresses, linkKeys: keys };
  const handler = api({
    routes: citizenPages,
    useCases: {
      showSignUpPage: showSignUpPage(door),
      signUp: signUp(asking),
      showSignUpSentPage: async () => signUpSentPage(),
      showActivationMailPage: showLetterAsk(activationAsk, door),
      askActivationMail: askLetter('activation', asking),
      showActivationPage: showLinkPage('activation', { alive: () => activationPage(untouched), gone: activationLinkGonePage }, opening),
      activateAccount: activateAccount({ ...opening, pending: door.people.pending }),
      showForgottenPasswordPage: showLetterAsk(passwordAsk, door),
      forgetPassword: askLetter('password', asking),
      showPasswordSentPage: async () => passwordSentPage(),
      showNewPasswordPage: showLinkPage('password', { alive: () => newPasswordPage(untouched), gone: passwordLinkGonePage }, opening),
      choosePassword: choosePassword(opening),
      showNewAddressPage: showLinkPage('address', { alive: confirmAddressPage, gone: addressLinkGonePage }, opening),
      confirmAddress: confirmAddress(moving),
      showFormerAddressPage: showLinkPage('address-undo', { alive: formerAddressPage, gone: undoLinkGonePage }, opening),
      takeFormerAddress: takeFormerAddress(moving),
    },
    ...nobodySignedIn,
    siteAddress: FORM_ORIGIN,
  });
  const reactions = letterReactions({ post, people: door.people, links, linkKeys: keys, siteAddress: FORM_ORIGIN, clock });
  const onRefusal = onSignInRefused({
    people: door.people,
    tell: (happening) => transact(client, [historyWrite(tables.history, happening)]),
  });
  const checker = credentialChecker({ ...door, passwords, deviceKeys: keys, tellRefusal: refusalTeller(commit), clock, secure: true });
  const it = {
    posted,
    keyring,
    captcha: door.captcha,
    checker,
    wait(hours: number) {
      now += hours * 60 * 60 * 1000;
    },
    ask: async (asked: Asked) => (await handler(apiEvent(asked), lambdaContext())) as Required<ApiResult>,
    /** What a browser with a script sends with a form. */
    work: async (): Promise<{ altcha: string }> => ({ altcha: await captchaWork((await door.captcha.offer({ withCode: false })).work) }),
    /** Hands over what was committed since the last time, as the outbox does; `twice` as a queue sometimes does. */
    async deliver({ twice = false } = {}) {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: tables.outbox, ConsistentRead: true }));
      const envelopes = Items.map(({ envelope }) => Envelope.parse(envelope)).filter(({ id }) => !handled.has(id));
      for (const { id, type, at, correlationId, detail } of envelopes) {
        handled.add(id);
        const react = { ...reactions, 'identity.sign-in-refused': onRefusal }[type as keyof typeof reactions] as unknown;
        const call = react as undefined | ((detail: unknown, delivery: object) => Promise<void>);
        await call?.(detail, { eventId: id, at, correlationId });
        if (twice) await call?.(detail, { eventId: id, at, correlationId });
      }
      return envelopes;
    },
    /** The latest letter to somebody, and the link in it. */
    letterTo(email: string) {
      const letter = posted.findLast(({ to }) => to === email)?.letter;
      const link = /\/api\/identity\/(activation|password|address|address-undo)\/([\w-]{43})/.exec(letter?.text ?? '');
      return { subject: letter?.subject, text: letter?.text ?? '', purpose: link?.[1] ?? '', token: link?.[2] ?? '' };
    },
    hashOf: (password: string) => door.hashes.hash(password),
    /** An account that is simply there, with a password of that hash. */
    async open(email: string, hash: string): Promise<AccountId> {
      const account = accountOf(email, randomUUID, clock());
      await transact(client, [
        ...accountBirth(tables, account),
        passwordPut(tables.credentials, account.id, { hash, setAt: clock().toISOString() }),
      ]);
      return account.id;
    },
    send: (route: keyof typeof citizenPages, form: Record<string, string>, more: Partial<Asked> = {}) =>
      it.ask({ route: `${citizenPages[route].method} ${citizenPages[route].path}`, form, ...more }),
    follow: (route: keyof typeof citizenPages, token: string, form?: Record<string, string>) =>
      it.ask({
        route: `${citizenPages[route].method} ${citizenPages[route].path}`,
        params: { link: token },
        ...(form && { form }),
      }),
    signUp: async (email: string, password: string) => it.send('signUp', { email, password, terms: 'on', ...(await it.work()) }),
    /** From the form to an account that is active. */
    async citizen(email: string, password: string): Promise<AccountId> {
      await it.signUp(email, password);
      await it.deliver();
      await it.follow('activateAccount', it.letterTo(email).token, { password });
      const { account } = await door.people.byAddress(hashAddress(email), clock());
      if (!account) throw new Error('no account was made');
      return account.id;
    },
    signIn: (email: string, password: string, more: { address?: string; cookies?: Record<string, string>; captcha?: object } = {}) =>
      checker.check({
        email,
        password,
        captcha: more.captcha ?? {},
        visitor: { address: more.address ?? '192.0.2.1', agent: 'test', cookies: new Map(Object.entries(more.cookies ?? {})) },
        trail: { actor: 'public', action: 'session.opened', correlationId: 'test' },
      }),
    changePassword: (accountId: AccountId, current: string, next: string) =>
      changePassword({ ...door, passwords, clock })({ body: { current, next } }, contextOf(accountId)),
    askAddressChange: (accountId: AccountId, email: string, password: string) =>
      askAddressChange({ ...door, passwords, addresses, linkKeys: keys, clock })({ body: { email, password } }, contextOf(accountId)),
    purge: () => purgeEnded({ store: purgeStore(client, tables), clock })(() => 60_000),
    async history(accountId: AccountId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tables.history,
          KeyConditionExpression: 'pk = :account',
          ExpressionAttributeValues: { ':account': accountId },
        }),
      );
      return Items.map(({ kind }) => String(kind));
    },
    item: async (table: keyof typeof tables, key: Record<string, string>) =>
      (await client.send(new GetCommand({ TableName: tables[table], Key: key, ConsistentRead: true }))).Item,
  };
  return it;
};
