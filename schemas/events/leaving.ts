import * as z from 'zod/mini';
import { ErasureId, ExportId, Holder, type HolderName, Leaver, Person } from '../leaving.ts';
import { defineConsumer, defineEvent } from './event.ts';

/** A person wants a copy of everything: each holder writes its part. Told again where a part is missing, it is written anew. */
export const accountExportAsked = defineEvent('account.export-asked', z.extend(Person, { exportId: ExportId }));

/** A holder has written its part of a copy. */
export const accountPartExported = defineEvent(
  'account.part-exported',
  z.extend(z.pick(Person, { accountId: true }), { exportId: ExportId, holder: Holder }),
);

/** A person is gone for good: each holder empties itself of them. Told again until all of them have said so. */
export const accountErased = defineEvent('account.erased', z.extend(Leaver, { erasureId: ErasureId }));

/** A holder has nothing left of somebody who is gone. */
export const accountPartErased = defineEvent(
  'account.part-erased',
  z.extend(z.pick(Person, { accountId: true }), { erasureId: ErasureId, holder: Holder }),
);

/** What each holder listens to. */
export const holdingsEvents = [accountExportAsked, accountErased] as const;

const holdingsOf = (what: string) =>
  defineConsumer({
    on: holdingsEvents,
    why: `Une personne attend la copie de ses données, ou ${what} d’un compte supprimé restent enregistrés.`,
  });

/** One line per holder: leaving one out does not compile. */
export const holdingsConsumers = {
  'accounts-holdings': holdingsOf('le profil et l’historique'),
  'spaces-holdings': holdingsOf('les associations et les noms de membre'),
  'alerts-holdings': holdingsOf('les abonnements et le numéro de téléphone'),
  'documents-holdings': holdingsOf('les documents'),
} satisfies Record<`${HolderName}-holdings`, unknown>;
