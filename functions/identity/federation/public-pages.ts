import type { federation } from '../../../schemas/routes/federation.ts';
import type { UseCase } from '../../shared/router.ts';
import type { ReadKeyring } from '../../shared/store/keyring.ts';
import { publicKeys } from './decryption-keys.ts';
import { passwordElsewherePage } from './pages/password-elsewhere.ts';

export const showPasswordElsewhere = (): UseCase<typeof federation.showPasswordElsewhere> => async () => passwordElsewherePage();

/** FranceConnect encrypts for the first of them. */
export const readEncryptionKeys =
  (readKeyring: ReadKeyring): UseCase<typeof federation.readEncryptionKeys> =>
  async () =>
    publicKeys(await readKeyring());
