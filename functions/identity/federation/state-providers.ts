import type { StateProvider } from '../../../schemas/federation.ts';
import { log } from '../../shared/log.ts';
import type { Problem } from '../../shared/problem.ts';
import { ArrivalRefused, type RelyingParty } from './relying-party.ts';

/** Those that this place works with. */
export type StateProviders = Partial<Record<StateProvider, RelyingParty>>;

export const ABSENT_ADVICE = 'Revenez à la page de connexion et choisissez un autre moyen.';
export const UNAVAILABLE_ADVICE =
  'Réessayez dans quelques minutes. Si vous avez un mot de passe Parvis, vous pouvez aussi vous connecter avec votre adresse électronique.';
export const EXPIRED_ADVICE =
  'Elle a été ouverte il y a trop longtemps, dans un autre navigateur, ou a déjà servi. Revenez au site et recommencez.';

type Raise<Kind extends string> = (kind: Kind, detail: string) => Problem;

export const providerOr = (providers: StateProviders, provider: StateProvider, problem: Raise<'state-provider-absent'>): RelyingParty => {
  const party = providers[provider];
  if (!party) throw problem('state-provider-absent', ABSENT_ADVICE);
  return party;
};

/** What is asked of a provider on the way out; that nobody answers is told as such. */
export const asked = async <Told>(
  provider: StateProvider,
  asking: Promise<Told>,
  problem: Raise<'state-provider-unavailable'>,
): Promise<Told> => {
  try {
    return await asking;
  } catch (error) {
    if (!(error instanceof ArrivalRefused)) throw error;
    log('federation.unavailable', { provider });
    throw problem('state-provider-unavailable', UNAVAILABLE_ADVICE);
  }
};
