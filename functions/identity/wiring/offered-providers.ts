import type { StateProvider } from '../../../schemas/federation.ts';

const both: StateProvider[] = ['franceconnect', 'proconnect'];

/** Those of which this place has an issuer. */
export const offeredProviders = (environment: { FRANCECONNECT_ISSUER: string; PROCONNECT_ISSUER: string }): StateProvider[] => {
  const issuers: Record<StateProvider, string> = {
    franceconnect: environment.FRANCECONNECT_ISSUER,
    proconnect: environment.PROCONNECT_ISSUER,
  };
  return both.filter((provider) => issuers[provider] !== '');
};
