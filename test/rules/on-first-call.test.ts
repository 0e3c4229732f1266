import { describe, expect, it, vi } from 'vitest';
import { onFirstCall } from '../../functions/shared/on-first-call.ts';
import type { UseCases } from '../../functions/shared/router.ts';
import { imports } from '../../schemas/routes/imports.ts';

const { listImports, readImport } = imports;
const routes = { listImports, readImport };
type Both = UseCases<typeof routes>;

const input = { query: { limit: 20 } } as Parameters<Both['listImports']>[0];
const context = { caller: { accountId: 'a' } } as unknown as Parameters<Both['listImports']>[1];
const page = { items: [], next: null };
const useCases = (): Both => ({
  listImports: vi.fn<Both['listImports']>(async () => page),
  readImport: vi.fn<Both['readImport']>(async () => Promise.reject(new Error('no import'))),
});

describe('use cases that are loaded at the first call', () => {
  it('are not loaded before', () => {
    const load = vi.fn<() => Promise<Both>>(async () => useCases());
    expect(Object.keys(onFirstCall(routes, load))).toEqual(['listImports', 'readImport']);
    expect(load).not.toHaveBeenCalled();
  });

  it('are loaded once for all of them, and answer what they are asked', async () => {
    const real = useCases();
    const load = vi.fn<() => Promise<Both>>(async () => real);
    const lazy = onFirstCall(routes, load);
    expect(await Promise.all([lazy.listImports(input, context), lazy.listImports(input, context)])).toEqual([page, page]);
    expect(real.listImports).toHaveBeenCalledWith(input, context);
    await expect(lazy.readImport({ params: { importId: 'i' } } as never, context as never)).rejects.toThrow('no import');
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('are loaded again after a load that failed', async () => {
    const load = vi.fn<() => Promise<Both>>(async () => useCases()).mockRejectedValueOnce(new Error('not readable'));
    const lazy = onFirstCall(routes, load);
    await expect(lazy.listImports(input, context)).rejects.toThrow('not readable');
    expect(await lazy.listImports(input, context)).toBe(page);
  });
});
