import type { AccountId } from '../../schemas/account.ts';
import type { StaffInvitation } from '../../schemas/staff.ts';
import { deviceInWords } from '../shared/device.ts';
import type { Holdings } from '../shared/holdings.ts';
import type { KeptFactors } from './rules/factors/kept-factors.ts';
import type { StoredConsent } from './store/consents.ts';
import type { KeptPassword } from './store/credentials.ts';
import type { Link } from './store/federation/links.ts';
import type { Forgetting } from './store/forgetting.ts';
import type { Link as OneUseLink } from './store/links.ts';
import type { OpenSession } from './store/sessions.ts';

export interface IdentityHoldingsDependencies {
  passwordOf: (accountId: AccountId) => Promise<KeptPassword | undefined>;
  factorsOf: (accountId: AccountId) => Promise<KeptFactors>;
  linksOf: (accountId: AccountId) => Promise<Link[]>;
  linksInMailsOf: (accountId: AccountId) => Promise<OneUseLink[]>;
  consentsOf: (accountId: AccountId) => Promise<StoredConsent[]>;
  sessionsOf: (accountId: AccountId) => Promise<OpenSession[]>;
  /** To work here, under way to the address of the account. */
  invitationOf: (accountId: AccountId) => Promise<StaffInvitation | undefined>;
  forget: Forgetting;
}

/** What people have to sign in with, told without any secret: no hash, no key and no code leaves. */
export const identityHoldings = (held: IdentityHoldingsDependencies): Holdings => {
  async function* waysIn(accountId: AccountId) {
    const [password, { totp, passkeys, recovery }] = await Promise.all([held.passwordOf(accountId), held.factorsOf(accountId)]);
    if (password) yield { kind: 'password' as const, addedAt: password.setAt };
    if (totp) yield { kind: 'authenticator' as const, addedAt: totp.addedAt, lastUsedAt: totp.lastUsedAt ?? undefined };
    for (const { name, addedAt, lastUsedAt } of passkeys)
      yield { kind: 'passkey' as const, name, addedAt, lastUsedAt: lastUsedAt ?? undefined };
    if (recovery) yield { kind: 'recovery-codes' as const, addedAt: recovery.madeAt };
  }
  return {
    async *exported({ accountId }) {
      yield { document: 'moyens-de-connexion', records: waysIn(accountId) };
      yield { document: 'identites-liees', records: await held.linksOf(accountId) };
      yield { document: 'liens-envoyes', records: await held.linksInMailsOf(accountId) };
      const consents = await held.consentsOf(accountId);
      yield { document: 'accords-aux-partenaires', records: consents.map(({ sk, scopes, since }) => ({ service: sk, scopes, since })) };
      const sessions = await held.sessionsOf(accountId);
      const invitation = await held.invitationOf(accountId);
      if (invitation) {
        const { email, role, service, invitedAt, expiresAt: until } = invitation;
        yield { document: 'invitation-a-travailler', records: [{ email, role, service: service ?? undefined, invitedAt, until }] };
      }
      yield { document: 'sessions', records: sessions.map(({ agent, ...told }) => ({ ...told, device: deviceInWords(agent) })) };
    },
    /** Sessions first: nobody acts for the person any more while the rest goes. */
    async erase({ accountId, addresses }) {
      await held.forget.sessions(accountId);
      await held.forget.linksInMails(accountId, addresses);
      await held.forget.waysIn(accountId);
      await held.forget.consents(accountId);
      await held.forget.staff(accountId, addresses);
    },
  };
};
