import { SpaceId } from '../../schemas/account.ts';
import { InvitationId } from '../../schemas/space.ts';
import { type Keyring, keyringOf, seal, sealingKeyId, unseal } from '../shared/keyring.ts';
import type { ReadKeyring } from '../shared/store/keyring.ts';

const PURPOSE = 'parvis invitation link 1';
const UUID_BYTES = 16;

/** Keys of invitation links: derived from the secret of leave links, they open none of those. */
export const invitationKeyring = (secret: string): Keyring => keyringOf(secret, PURPOSE);

export interface Invited {
  spaceId: SpaceId;
  invitationId: InvitationId;
}

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');
const uuidOf = (bytes: Buffer): string => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** Links are made when they are needed, and kept nowhere. */
export interface InvitationLinks {
  seal(invited: Invited): Promise<string>;
  /** Undefined for a text that we did not make, to the last bit. */
  open(link: string): Promise<Invited | undefined>;
}

export const invitationLinks = (readKeyring: ReadKeyring): InvitationLinks => ({
  seal: async ({ spaceId, invitationId }) => seal(await readKeyring(), Buffer.concat([bytesOf(spaceId), bytesOf(invitationId)])),
  async open(link) {
    const opened = unseal(await readKeyring(sealingKeyId(link)), link);
    if (opened?.length !== 2 * UUID_BYTES) return undefined;
    return {
      spaceId: SpaceId.parse(uuidOf(opened.subarray(0, UUID_BYTES))),
      invitationId: InvitationId.parse(uuidOf(opened.subarray(UUID_BYTES))),
    };
  },
});

/** Where a link leads: the part after `#` stays in the browser, and in no log of anybody's. */
export const invitationAddress = (site: string, link: string): string => `${site}/mon-espace.html#/invitations/${link}`;
