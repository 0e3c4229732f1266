import { afterStep } from '../../functions/fiches/rules/after-step.ts';
import type { RepeatedEdits } from '../../functions/fiches/rules/significance/repetition.ts';
import type { FetchedArchive, ImportStore, StoredImport } from '../../functions/fiches/store/import-store.ts';
import type { UploadedArchive, UploadStore } from '../../functions/fiches/store/upload-store.ts';
import type { Trail } from '../../functions/shared/context.ts';
import type { ImportLine } from '../../schemas/import.ts';

export interface ImportsInMemory extends ImportStore {
  /** Lines of the report by their place. */
  lines: Map<number, ImportLine>;
  trails: Trail[];
}

/** Imports, each transition under the condition that the table would put on it. */
export const importsInMemory = (): ImportsInMemory => {
  const stored = new Map<string, StoredImport>();
  const fetched = new Map<string, FetchedArchive>();
  const lines = new Map<number, ImportLine>();
  const trails: Trail[] = [];
  const repeated = new Map<string, RepeatedEdits>();
  const replace = (read: Pick<StoredImport, 'id' | 'state' | 'progress'>, next: Partial<StoredImport>): boolean => {
    const now = stored.get(read.id);
    if (!now || now.state !== read.state || now.progress.done !== read.progress.done) return false;
    stored.set(read.id, { ...now, ...next });
    return true;
  };
  return {
    lines,
    trails,
    create: async (created, trail) => {
      trails.push(trail);
      stored.set(created.id, { ...created, archiveTag: null, toRemove: [] });
    },
    find: async (id) => stored.get(id),
    list: async ({ limit }) => ({ items: [...stored.values()].toReversed().slice(0, limit), next: null }),
    readReport: async (_id, { outcome, limit }) => ({
      items: [...lines.values()].filter((line) => !outcome || line.outcome === outcome).slice(0, limit),
      next: null,
    }),
    begin: async (id, { archiveTag, total, toRemove, repeated: counted }) => {
      const begun = replace(
        { id, state: 'waiting', progress: { done: 0, total: 0 } },
        { state: 'running', archiveTag, toRemove, progress: { done: 0, total } },
      );
      if (begun) repeated.set(id, counted);
      return begun;
    },
    readRepeated: async (id) => repeated.get(id) ?? [],
    refuse: async (read, refusal, endedAt) => replace(read, { state: 'refused', refusal, endedAt }),
    advance: async (read, step) => {
      const advanced = replace(read, afterStep(read, step));
      if (advanced) for (const { place, line } of step.lines) lines.set(place, line);
      return advanced;
    },
    lastFetched: async (audience) => fetched.get(audience),
    recordFetched: async (archive) => {
      fetched.set(archive.audience, archive);
    },
  };
};

/** Archives as they were sent, by import. */
export const uploadsInMemory = (): UploadStore => {
  const archives = new Map<string, UploadedArchive>();
  let sent = 0;
  return {
    presign: async (id, seconds) => ({ url: 'https://depot.exemple.fr', fields: { key: `imports/${id}.zip`, seconds: String(seconds) } }),
    read: async (id) => {
      const archive = archives.get(id);
      if (!archive) throw new Error('no archive was sent');
      return archive;
    },
    write: async (id, bytes) => {
      sent += 1;
      archives.set(id, { bytes, tag: `tag-${sent}` });
    },
  };
};
