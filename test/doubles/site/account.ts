import { randomUUID } from 'node:crypto';
import { Problem } from '../../../functions/shared/problem.ts';
import { Consent } from '../../../schemas/consent.ts';
import { type Factors, PasskeyId } from '../../../schemas/factor.ts';
import { type DataExport, ExportId } from '../../../schemas/leaving.ts';
import type { Answers } from './api.ts';

const at = '2026-03-01T09:00:00.000Z';
const typed = <Value>(value: Value) => ({ value, from: 'typed' as const, at, locked: false });
const certified = <Value>(value: Value) => ({ value, from: 'france-connect' as const, at, locked: true });

/** What a person keeps of themselves, as the API tells of it; `recent` says whether they have just proven who they are. */
export const accountOnSite = () => {
  const state = {
    recent: true,
    identity: {
      version: 3,
      fields: {
        gender: certified('female' as const),
        familyName: certified('MARTIN'),
        usualName: null,
        givenNames: certified('Camille'),
        birthDate: certified('1962-08-00'),
        birthPlace: null,
        birthPlaceCode: null as ReturnType<typeof typed<string>> | null,
        birthCountryCode: null as ReturnType<typeof typed<string>> | null,
      },
    },
    address: {
      version: 1,
      fields: { street: typed('3 rue des Lilas'), complement: null, postalCode: null, city: null, country: typed('FR') },
    },
    family: {
      version: 0,
      fields: { situation: null, children: null as ReturnType<typeof typed<{ givenNames: string; birthDate: string | null }[]>> | null },
    },
    factors: {
      required: false,
      totp: null,
      passkeys: [{ id: PasskeyId.parse('0'.repeat(32)), name: 'Téléphone', addedAt: at, lastUsedAt: null, synced: true }],
      recoveryCodes: { left: 9, madeAt: at },
    } as Factors,
    passwordChangedAt: at as string | null,
    linked: true,
    changed: [] as string[],
    consents: [
      Consent.parse({
        clientId: 'mediatheque',
        name: 'Médiathèque',
        purpose: 'Emprunter et réserver',
        scopes: ['openid', 'email'],
        since: at,
      }),
    ],
    exports: [] as DataExport[],
  };
  const needsRecent = () => {
    if (!state.recent) throw new Problem('authentication-too-old');
  };
  const contact = { version: 0, fields: { phone: null, preferredMeans: null } };
  const codes = Array.from({ length: 10 }, (_, position) => `7K2M-9QXD-R4T${position}`);
  const answers: Answers = {
    readProfile: () => ({ identity: state.identity, address: state.address, contact, family: state.family }),
    saveIdentity: ({ body: { version, fields } }) => {
      const { birthPlaceCode: place, birthCountryCode: country } = fields;
      const born = { birthPlaceCode: place === null ? null : typed(place), birthCountryCode: country === null ? null : typed(country) };
      state.identity = { version: version + 1, fields: { ...state.identity.fields, ...born } };
      return state.identity;
    },
    saveAddress: ({ body: { version, fields } }) => {
      if (version !== state.address.version) throw new Problem('profile-outdated');
      const kept = Object.entries(fields).map(([name, value]) => [name, value === null ? null : typed(value)]);
      state.address = { version: version + 1, fields: Object.fromEntries(kept) };
      return state.address;
    },
    saveFamily: ({ body: { version, fields } }) => {
      state.family = { version: version + 1, fields: { situation: null, children: fields.children && typed(fields.children) } };
      return state.family;
    },
    listHistory: ({ query: { theme } }) => ({
      items: [
        {
          id: '1',
          at,
          kind: 'signed-in' as const,
          theme: 'connections' as const,
          label: 'Connexion',
          by: { type: 'self' as const },
          device: 'Firefox sur Windows',
        },
        {
          id: '2',
          at,
          kind: 'data-read' as const,
          theme: 'exchanges' as const,
          label: 'Informations consultées',
          by: { type: 'agent' as const, name: 'Service de l’état civil' },
          why: 'Instruction de la demande A-2026-000123',
        },
      ].filter((line) => theme === undefined || line.theme === theme),
      next: null,
    }),
    readMyPassword: () => ({ changedAt: state.passwordChangedAt }),
    changePassword: ({ body: { current } }) => {
      if (current !== 'Ancien2026') throw new Problem('password-wrong');
      state.changed.push('password');
    },
    askAddressChange: () => {
      state.changed.push('address');
    },
    readMyFactors: () => state.factors,
    beginTotp: () => {
      needsRecent();
      return {
        qrCode: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1H0zM1 1h1v1H1z"/></svg>',
        address: 'otpauth://totp/Parvis:camille?secret=JBSWY3DPEHPK3PXP',
        secret: 'JBSW Y3DP EHPK 3PXP',
        until: at,
      };
    },
    confirmTotp: ({ body: { code } }) => {
      if (code !== '123456') throw new Problem('factor-code-wrong');
      state.factors = { ...state.factors, totp: { addedAt: at, lastUsedAt: null } };
      return { factors: state.factors, recoveryCodes: codes };
    },
    removePasskey: () => {
      state.factors = { ...state.factors, passkeys: [] };
      return { factors: state.factors, recoveryCodes: null };
    },
    makeRecoveryCodes: () => ({ factors: state.factors, recoveryCodes: codes }),
    listIdentityLinks: () => ({ items: state.linked ? [{ provider: 'franceconnect', linkedAt: at, mayBeRemoved: true }] : [] }),
    removeIdentityLink: () => {
      state.linked = false;
    },
    listConsents: () => ({ items: state.consents }),
    withdrawConsent: ({ params }) => {
      state.consents = state.consents.filter(({ clientId }) => clientId !== params.clientId);
    },
    listExports: () => {
      const items = state.exports;
      state.exports = items.map((one) => ({ ...one, state: 'ready', availableUntil: '2026-03-02T09:00:00.000Z', bytes: 2_400_000 }));
      return { items };
    },
    askForExport: () => {
      const asked = { id: ExportId.parse(randomUUID()), state: 'preparing' as const, askedAt: at, availableUntil: null, bytes: null };
      state.exports = [asked];
      return asked;
    },
  };
  return { state, answers };
};
