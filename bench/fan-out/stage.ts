import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../lib/synth.ts';
import { type Actor, actAsStaff, importArchive, waitFor } from '../../local/acting.ts';
import { type Meter, openMeter } from '../../local/iam/meter.ts';
import { type System, startSystem } from '../../local/system.ts';
import type { FicheRef } from '../../schemas/fiche.ts';
import type { Ledger } from '../../schemas/publication.ts';

const archive = new URL('../../local/samples/fiches-sample.zip', import.meta.url);

/** A whole Parvis with real fiches, started for one benchmark. */
export interface Stage {
  system: System;
  editor: Actor;
  meter: Meter;
  stop(): Promise<void>;
}

export const openStage = async (): Promise<Stage> => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-'));
  const assemblyDir = join(folder, 'cdk.out');
  await synthesize({ stage: 'local', outdir: assemblyDir });
  const meter = openMeter();
  const system = await startSystem({ assemblyDir, dataDir: join(folder, 'data'), meter });
  const stop = async (): Promise<void> => {
    await system.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const editor = actAsStaff(system, 'editor');
  try {
    await importArchive(editor, new Uint8Array(readFileSync(archive)), { scope: 'partial' });
  } catch (error) {
    await stop();
    throw error;
  }
  return { system, editor, meter, stop };
};

const HOUR = 3600;

/** Publishes a significant revision of a fiche that is as it was imported. */
export const publishSignificant = async (editor: Actor, fiche: FicheRef): Promise<void> => {
  const { version } = await editor.draftRevision({
    params: fiche,
    body: {
      from: 'edit',
      edit: { introduction: [{ kind: 'paragraph', content: ['Le plafond passe de 450 € à 480 € par mois au premier janvier.'] }] },
    },
  });
  const changeNote = 'Le plafond passe de 450 € à 480 € par mois au premier janvier.';
  const decided = await editor.decideDraft({
    params: fiche,
    body: { version, decision: { significance: 'significant', reason: 'Montant modifié', changeNote } },
  });
  await editor.publishDraft({ params: fiche, body: { version: decided.version } });
};

/** Waits until everybody has been written to. Throws when the ledger does not say that all of them were. */
export const untilAllTold = async (editor: Actor, fiche: FicheRef, people: number): Promise<Ledger> => {
  const ledger = await waitFor(
    'the end of the alert',
    async () => {
      const current = await editor.readLedger({ params: { ...fiche, revision: 2 } }).catch(() => undefined);
      return current?.state === 'done' && current;
    },
    2 * HOUR,
  );
  if (ledger.accepted !== people) throw new Error(`${ledger.accepted} of ${people} people were written to`);
  return ledger;
};
