import type { AccountId } from '../../../schemas/account.ts';
import type { Import, ImportId, ImportScope } from '../../../schemas/import.ts';
import { noCounts } from './import-counts.ts';

/** An import whose archive has not arrived yet. `startedBy` is null when the service itself fetched the archive. */
export const newImport = (id: ImportId, scope: ImportScope, startedBy: AccountId | null, startedAt: string): Import => ({
  id,
  scope: scope.scope,
  audience: scope.scope === 'complete' ? scope.audience : null,
  state: 'waiting',
  refusal: null,
  startedBy,
  startedAt,
  endedAt: null,
  progress: { done: 0, total: 0 },
  counts: noCounts,
});
