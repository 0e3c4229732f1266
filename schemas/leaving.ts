import * as z from 'zod/mini';
import { AccountId, SpaceId } from './account.ts';
import { AddressHash } from './mail-state.ts';

/**
 * The capabilities that hold something of a person, in the order in which a copy of their data shows them. Each has a consumer
 * `<holder>-holdings`, which writes its part of the copy, and empties itself of somebody who goes.
 */
export const holders = {
  accounts: { title: 'Compte' },
  identity: { title: 'Connexion' },
  spaces: { title: 'Espaces et associations' },
  alerts: { title: 'Abonnements et alertes' },
  documents: { title: 'Documents' },
} as const satisfies Record<string, { title: string }>;
export type HolderName = keyof typeof holders;
export const Holder = z.enum(Object.keys(holders) as [HolderName, ...HolderName[]]);

export const ExportId = z.uuid().brand('ExportId').register(z.globalRegistry, { id: 'ExportId' });
export type ExportId = z.output<typeof ExportId>;

export const ErasureId = z.uuid().brand('ErasureId').register(z.globalRegistry, { id: 'ErasureId' });
export type ErasureId = z.output<typeof ErasureId>;

/** Whose data it is about. What is in spaces that the person shares with others is not theirs alone: only that they belong to them is. */
export const Person = z.object({ accountId: AccountId, personalSpaceId: SpaceId });
export type Person = z.output<typeof Person>;

/** Somebody who goes, and what was kept of the addresses that they had. */
export const Leaver = z.extend(Person, { addresses: z.array(AddressHash) });
export type Leaver = z.output<typeof Leaver>;

/** A copy of a person's data, as they read of it. */
export const DataExport = z
  .object({
    id: ExportId,
    /** `preparing` until every holder has given its part; `ready` for a day; then `gone`. */
    state: z.enum(['preparing', 'ready', 'gone']),
    askedAt: z.iso.datetime(),
    availableUntil: z.nullable(z.iso.datetime()),
    /** Of the archive. */
    bytes: z.nullable(z.int()),
  })
  .register(z.globalRegistry, { id: 'DataExport' });
export type DataExport = z.output<typeof DataExport>;

/** A deletion that waits, and until when it can be called back. */
export const WaitingDeletion = z
  .object({ askedAt: z.iso.datetime(), dueAt: z.iso.datetime() })
  .register(z.globalRegistry, { id: 'WaitingDeletion' });
export type WaitingDeletion = z.output<typeof WaitingDeletion>;
