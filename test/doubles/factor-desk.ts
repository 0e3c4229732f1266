import { randomBytes, randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { checkFactor, type Shown } from '../../functions/identity/factors/check-factor.ts';
import { type EnrolmentDependencies, enrolment } from '../../functions/identity/factors/enrolment.ts';
import { factorKeyring } from '../../functions/identity/factors/factor-keys.ts';
import { passkeyCeremonies } from '../../functions/identity/factors/passkey-ceremonies.ts';
import { AccountId, type Role } from '../../schemas/account.ts';
import { aContact } from './accounts.ts';
import { authenticator } from './authenticator.ts';
import { contextOf } from './context.ts';
import { factorsInMemory } from './factors.ts';

export const SITE = 'https://parvis.exemple';

/** What an application shows that was told this secret. */
export const codeAt = (secret: string, at: Date): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });

/** One person and all that their factors need, with a clock that the test moves. */
export const factorDesk = (role: Role = 'citizen', siteAddress: string = SITE) => {
  let now = new Date('2026-11-30T08:00:00.000Z');
  const factors = factorsInMemory();
  const keyring = factorKeyring(JSON.stringify({ k1: 'x'.repeat(40) }));
  const dependencies: EnrolmentDependencies = {
    factors,
    readKeyring: async () => keyring,
    clock: () => now,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    siteAddress,
  };
  const accountId = AccountId.parse(randomUUID());
  const context = contextOf(accountId, role);
  const occasion = () => ({ accountId, at: now, visitor: context.visitor, trail: context.trail });
  const enrol = enrolment(dependencies);
  const ceremonies = passkeyCeremonies(dependencies);
  return {
    factors,
    dependencies: {
      ...dependencies,
      accounts: { contactsOf: async () => new Map([[accountId, aContact('camille@exemple.fr')]]) },
    },
    accountId,
    context,
    enrol,
    ceremonies,
    occasion,
    now: () => now,
    wait: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
    news: () => factors.told.flatMap(({ events }) => events.flatMap(({ detail }) => (detail as { news: string[] }).news)),
    show: (shown: Shown) => checkFactor(dependencies)(shown, occasion()),
    /** Sets an application up, and gives the secret that it keeps and the recovery codes that came with it. */
    async withApplication() {
      const { secret } = await enrol.beginTotp('camille@exemple.fr', occasion());
      const added = await enrol.confirmTotp(codeAt(secret, now), occasion());
      if ('refused' in added) throw new Error(added.refused);
      return { secret, recoveryCodes: added.recoveryCodes };
    },
    /** Adds a passkey, and gives the device that keeps it. */
    async withPasskey(name = 'Téléphone') {
      const device = authenticator();
      const { challenge } = await enrol.beginPasskey({ accountId, label: 'camille@exemple.fr' });
      const added = await enrol.addPasskey(name, device.create({ challenge, origin: siteAddress }), occasion());
      if ('refused' in added) throw new Error(added.refused);
      return { device, recoveryCodes: added.recoveryCodes };
    },
  };
};
