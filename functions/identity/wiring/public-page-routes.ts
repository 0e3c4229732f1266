import type { federation } from '../../../schemas/routes/federation.ts';
import type { Keyring } from '../../shared/keyring.ts';
import type { UseCases } from '../../shared/router.ts';
import type { ReadKeyring } from '../../shared/store/keyring.ts';
import { decryptionKeyring } from '../federation/decryption-keys.ts';
import { type LeaveProviderDependencies, leaveProvider, showDeparted } from '../federation/leave-provider.ts';
import { onwardCookie } from '../federation/onward.ts';
import { readEncryptionKeys, showPasswordElsewhere } from '../federation/public-pages.ts';

export interface PublicPageRoutesDependencies extends Omit<LeaveProviderDependencies, 'onward'> {
  keysFor: (keyring: (secret: string) => Keyring) => ReadKeyring;
}

type Public = Pick<typeof federation, 'leaveProvider' | 'showDeparted' | 'showPasswordElsewhere' | 'readEncryptionKeys'>;

/** The use cases of who leaves a provider or has their password there, and of the keys that FranceConnect encrypts with. */
export const publicPageUseCases = ({ keysFor, ...dependencies }: PublicPageRoutesDependencies): UseCases<Public> => {
  const onward = onwardCookie(dependencies.cookies);
  return {
    leaveProvider: leaveProvider({ ...dependencies, onward }),
    showDeparted: showDeparted({ onward }),
    showPasswordElsewhere: showPasswordElsewhere(),
    readEncryptionKeys: readEncryptionKeys(keysFor(decryptionKeyring)),
  };
};
