import { createHash } from 'node:crypto';
import { AddressHash } from '../../schemas/mail-state.ts';

/** Two spellings of one address are one address: compared in lower case, kept as typed. */
export const foldAddress = (address: string): string => address.trim().toLowerCase();

/** What stands for an address wherever the address itself must not be. */
export const hashAddress = (address: string): AddressHash =>
  AddressHash.parse(createHash('sha256').update(foldAddress(address)).digest('hex'));
