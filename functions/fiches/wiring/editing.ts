import { systemClock } from '../../shared/clock.ts';
import { log } from '../../shared/log.ts';
import { draftStore } from '../store/draft-table.ts';
import { ficheStore } from '../store/fiche-table.ts';
import { revisionStore } from '../store/revision-table.ts';
import type { StoreDependencies } from '../store/store-dependencies.ts';
import { editingUseCases } from './editing-routes.ts';

export const wireEditing = (stores: StoreDependencies) =>
  editingUseCases({
    store: ficheStore(stores),
    revisions: revisionStore(stores),
    drafts: draftStore(stores),
    clock: systemClock,
    log,
  });
