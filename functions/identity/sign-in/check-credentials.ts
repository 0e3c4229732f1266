import type { AddressHash } from '../../../schemas/mail-state.ts';
import { hashAddress } from '../../shared/address.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Trail, Visitor } from '../../shared/context.ts';
import type { ReadKeyring } from '../../shared/store/keyring.ts';
import type { Captcha, CaptchaAnswer, CaptchaVerdict } from '../captcha/captcha.ts';
import { networksOf } from '../networks.ts';
import type { PasswordHashes } from '../passwords/password-hashes.ts';
import type { PasswordStore } from '../store/passwords.ts';
import type { People, Person } from '../store/people.ts';
import type { Counted, Throttle } from '../throttle.ts';
import type { Checked, CredentialChecker } from './credential-checker.ts';
import { deviceCookie, knownDevice } from './known-device.ts';

/** Keeps that a wrong password was typed for an address; the same write whoever has it. */
export type TellRefusal = (address: AddressHash, agent: string, trail: Trail) => Promise<void>;

export interface CheckerDependencies {
  people: Pick<People, 'byAddress'>;
  passwords: Pick<PasswordStore, 'refresh'>;
  hashes: PasswordHashes;
  throttle: Throttle;
  captcha: Pick<Captcha, 'check'>;
  deviceKeys: ReadKeyring;
  tellRefusal: TellRefusal;
  clock: Clock;
  /** Whether the site has HTTPS, and so its cookies. */
  secure: boolean;
}

/** A browser that is known as one of the person's has a count of its own: what strangers do at the account is none of its business. */
const countedOf = (address: AddressHash, { address: from }: Visitor, device: string | undefined): Counted => {
  const { network, neighbourhood } = networksOf(from);
  return device === undefined
    ? { 'account-here': `${address} ${network}`, account: address, network, neighbourhood }
    : { device: `${address} ${device}`, network, neighbourhood };
};

const wasShown = ({ altcha, challenge, code }: CaptchaAnswer): boolean => Boolean(altcha) || Boolean(challenge && code);

export const credentialChecker = (dependencies: CheckerDependencies): CredentialChecker => {
  const { people, passwords, hashes, throttle, captcha, deviceKeys, tellRefusal, clock, secure } = dependencies;

  const accept = async ({ account, password }: Person, typed: string, address: AddressHash): Promise<Checked> => {
    if (!account) return { outcome: 'pending' };
    if (account.status !== 'active') return { outcome: 'suspended' };
    if (password?.hash !== undefined && hashes.isOutdated(password.hash))
      await passwords.refresh(account.id, password, await hashes.hash(typed));
    return { outcome: 'accepted', accountId: account.id, cookies: [deviceCookie(await deviceKeys(), address, secure)] };
  };

  return {
    async check({ email, password: typed, captcha: answer, visitor, trail }) {
      const address = hashAddress(email);
      const verdict: CaptchaVerdict = wasShown(answer) ? await captcha.check(answer) : 'missing';
      const device = knownDevice(await deviceKeys(), visitor, address);
      const admission = await throttle.enter(countedOf(address, visitor, device), verdict === 'person');
      if (!admission.admitted)
        return 'waitSeconds' in admission
          ? { outcome: 'wait', seconds: admission.waitSeconds }
          : { outcome: 'captcha', wrong: verdict === 'wrong' };
      const person = await people.byAddress(address, clock());
      const kept = person.account ? person.password?.hash : person.pending?.hash;
      if (!(await hashes.matches(typed, kept))) {
        await Promise.all([admission.keep(), tellRefusal(address, visitor.agent, trail)]);
        return { outcome: 'refused' };
      }
      await admission.forget();
      return accept(person, typed, address);
    },
  };
};
