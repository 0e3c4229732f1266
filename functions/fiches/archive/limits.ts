/** Four times what DILA's archive holds and more: about 5,550 files, 141 MB once inflated, the largest a few megabytes. Bytes. */
export const limits = {
  entries: 25_000,
  entryBytes: 16 * 1024 * 1024,
  totalBytes: 768 * 1024 * 1024,
  /** Inflated size over compressed size; DILA's XML stays under 30. Small entries are left alone, whatever their ratio. */
  ratio: 150,
  ratioFrom: 256 * 1024,
} as const;

export type ArchiveLimits = { [Name in keyof typeof limits]: number };
