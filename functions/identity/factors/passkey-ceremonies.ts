import { createHash } from 'node:crypto';
import { AccountId } from '../../../schemas/account.ts';
import { type NewPasskey, PasskeyId, type UsedPasskey } from '../../../schemas/factor.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ReadKeyring } from '../../shared/store/keyring.ts';
import type { KeptPasskey } from '../rules/factors/kept-factors.ts';
import type { FactorStore } from '../store/factors.ts';
import { challengeEnd, isChallenge, newChallenge } from './challenges.ts';

/** Only ceremonies need it, and it is half of a function: loaded with the first one. */
const library = () => import('@simplewebauthn/server');

export interface CeremonyDependencies {
  factors: Pick<FactorStore, 'spend'>;
  readKeyring: ReadKeyring;
  clock: Clock;
  random: (bytes: number) => Uint8Array;
  /** A passkey serves at this address and at no other. */
  siteAddress: string;
}

/** EdDSA, ES256 and RS256 (COSE): what devices offer. Named, for else the library asks the runtime for what it only tries out. */
const ALGORITHMS = [-8, -7, -257];

export type PasskeyPurpose = `register ${string}` | `sign-in ${string}`;

/** Under what name we keep what an authenticator calls its key. */
export const passkeyIdOf = (credentialId: string): PasskeyId =>
  PasskeyId.parse(createHash('sha256').update(credentialId).digest('hex').slice(0, 32));

/** The account in the handle that a passkey keeps: sixteen random bytes, which say nothing of the person. */
const handleOf = (accountId: AccountId): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(accountId.replaceAll('-', ''), 'hex'));

/** The account whose passkey it says it is; undefined when it says nothing readable. Nothing is proven yet. */
export const accountOfHandle = (handle: string | undefined): AccountId | undefined => {
  const hex = Buffer.from(handle ?? '', 'base64url').toString('hex');
  return AccountId.safeParse(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')).data;
};

const challengeIn = (clientDataJSON: string): string => {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as { challenge?: unknown };
    return typeof challenge === 'string' ? challenge : '';
  } catch {
    return '';
  }
};

/** What both ceremonies look at, and nothing else of what the browser says. */
const proofOf = ({ id, rawId, type }: NewPasskey | UsedPasskey) => ({ id, rawId, type, clientExtensionResults: {} });

export interface Registrant {
  accountId: AccountId;
  /** How the account is called in the list that the device shows. */
  label: string;
}

export const passkeyCeremonies = ({ factors, readKeyring, clock, random, siteAddress }: CeremonyDependencies) => {
  const { origin, hostname } = new URL(siteAddress);
  const challengeFor = async (purpose: PasskeyPurpose) => newChallenge(await readKeyring(), random(16), { purpose, at: clock() });
  const isOurs = async (challenge: string, purpose: PasskeyPurpose) =>
    isChallenge(await readKeyring(), challenge, { purpose, at: clock() });
  const ours = { expectedOrigin: origin, expectedRPID: hostname };
  const spend = (challenge: string) => factors.spend(challenge, challengeEnd(clock()));

  return {
    /** What the browser is given to make a passkey. */
    async registration({ accountId, label }: Registrant, others: readonly KeptPasskey[]) {
      const { generateRegistrationOptions } = await library();
      return generateRegistrationOptions({
        rpName: 'Parvis',
        rpID: hostname,
        userName: label,
        userID: handleOf(accountId),
        challenge: await challengeFor(`register ${accountId}`),
        attestationType: 'none',
        supportedAlgorithmIDs: ALGORITHMS,
        excludeCredentials: others.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
      });
    },

    /** The passkey that was made, without its name; undefined for an answer that is forged, late, used before or made for something else. */
    async registered(accountId: AccountId, response: NewPasskey): Promise<Omit<KeptPasskey, 'name'> | undefined> {
      const { clientDataJSON, attestationObject, transports = [] } = response.response;
      const challenge = challengeIn(clientDataJSON);
      if (!(await isOurs(challenge, `register ${accountId}`))) return undefined;
      const { verifyRegistrationResponse } = await library();
      const answer = { ...proofOf(response), response: { clientDataJSON, attestationObject } };
      const check = { ...ours, expectedChallenge: challenge, requireUserVerification: false, supportedAlgorithmIDs: ALGORITHMS };
      const verified = await verifyRegistrationResponse({ response: answer, ...check }).catch(() => undefined);
      if (!verified?.registrationInfo || !(await spend(challenge))) return undefined;
      const { credential, credentialBackedUp } = verified.registrationInfo;
      return {
        id: passkeyIdOf(credential.id),
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports,
        synced: credentialBackedUp,
        addedAt: clock().toISOString(),
        lastUsedAt: null,
      };
    },

    /** What the browser is given to use a passkey: one of these, or with none named any that it keeps for us. */
    async signIn(interaction: string, known: readonly KeptPasskey[]) {
      const { generateAuthenticationOptions } = await library();
      return generateAuthenticationOptions({
        rpID: hostname,
        challenge: await challengeFor(`sign-in ${interaction}`),
        allowCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
        userVerification: known.length > 0 ? 'preferred' : 'required',
      });
    },

    /**
     * How often the passkey says it was used, and whether it made sure of its owner; undefined for an answer that is forged, late, used before,
     * meant for another sign-in, or whose count went backwards as that of a copy does.
     */
    async used(
      interaction: string,
      passkey: KeptPasskey,
      response: UsedPasskey,
    ): Promise<{ counter: number; userVerified: boolean } | undefined> {
      const { clientDataJSON, authenticatorData, signature } = response.response;
      const challenge = challengeIn(clientDataJSON);
      if (!(await isOurs(challenge, `sign-in ${interaction}`))) return undefined;
      const { verifyAuthenticationResponse } = await library();
      const credential = {
        id: passkey.credentialId,
        publicKey: Uint8Array.from(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
        transports: passkey.transports,
      };
      const answer = { ...proofOf(response), response: { clientDataJSON, authenticatorData, signature } };
      const check = { ...ours, expectedChallenge: challenge, credential, requireUserVerification: false };
      const verified = await verifyAuthenticationResponse({ response: answer, ...check }).catch(() => undefined);
      if (!verified?.verified || !(await spend(challenge))) return undefined;
      return { counter: verified.authenticationInfo.newCounter, userVerified: verified.authenticationInfo.userVerified };
    },
  };
};
