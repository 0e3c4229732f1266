import * as z from 'zod/mini';

export const WalletArchiveId = z.uuid().brand('WalletArchiveId').register(z.globalRegistry, { id: 'WalletArchiveId' });
export type WalletArchiveId = z.output<typeof WalletArchiveId>;

/** All the files of a space in one archive (zip), made in the background. A space has one: the last that was asked for. */
export const WalletArchive = z
  .object({
    id: WalletArchiveId,
    state: z.enum(['in-the-making', 'ready']),
    askedAt: z.iso.datetime(),
    /** Of what is in it; zero until it is ready. */
    files: z.int(),
    bytes: z.int(),
    /** Null until it is ready. */
    availableUntil: z.nullable(z.iso.datetime()),
  })
  .register(z.globalRegistry, { id: 'WalletArchive' });
export type WalletArchive = z.output<typeof WalletArchive>;
