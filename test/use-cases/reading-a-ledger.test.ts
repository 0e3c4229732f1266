import { describe, expect, it } from 'vitest';
import { readLedger } from '../../functions/alerts/read-ledger.ts';
import type { Ledger } from '../../schemas/publication.ts';
import { readerContextOf } from '../doubles/context.ts';
import { aFiche, aPerson } from '../doubles/subscriptions.ts';

const ledger: Ledger = {
  ...aFiche('F265'),
  revision: 2,
  state: 'sending',
  waitingUntil: null,
  toldWith: null,
  joined: [],
  inDigests: 0,
  startedAt: '2026-01-01T00:00:00.000Z',
  endedAt: null,
  expected: 3,
  accepted: 2,
  delivered: 1,
  bounced: 0,
  complained: 0,
  failed: 0,
  left: 1,
};

const read = (revision: number) =>
  readLedger({ ledgerOf: async (id) => (id === 'particuliers-F265-2' ? ledger : undefined) })(
    { params: { ...aFiche('F265'), revision } },
    readerContextOf(aPerson().accountId, 'editor'),
  );

describe('the ledger of a revision', () => {
  it('is that of the alert it set off', async () => {
    expect(await read(2)).toEqual(ledger);
  });

  it('does not exist for a revision that told nobody', async () => {
    await expect(read(1)).rejects.toMatchObject({ kind: 'publication-not-found' });
  });
});
