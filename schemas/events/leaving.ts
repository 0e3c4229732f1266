import * as z from 'zod/mini';
import { AccountId } from '../account.ts';
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

/** A copy can be had. */
export const accountExportReady = defineEvent(
  'account.export-ready',
  z.object({ exportId: ExportId, accountId: AccountId, availableUntil: z.iso.datetime() }),
);

/** A person wants to leave; nothing is erased before `dueAt`. */
export const accountDeletionAsked = defineEvent(
  'account.deletion-asked',
  z.object({ erasureId: ErasureId, accountId: AccountId, dueAt: z.iso.datetime() }),
);

/** A person stays. */
export const accountDeletionCalledBack = defineEvent(
  'account.deletion-called-back',
  z.object({ erasureId: ErasureId, accountId: AccountId }),
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
  'identity-holdings': holdingsOf('les moyens de connexion et les sessions'),
  'spaces-holdings': holdingsOf('les associations et les noms de membre'),
  'alerts-holdings': holdingsOf('les abonnements et le numéro de téléphone'),
  'documents-holdings': holdingsOf('les documents'),
} satisfies Record<`${HolderName}-holdings`, unknown>;

/** What becomes of the parts. */
export const leavingConsumers = {
  'accounts-exporter': defineConsumer({
    on: [accountPartExported],
    why: 'Une personne attend la copie de ses données, dont l’archive ne se fait pas.',
  }),
  'accounts-eraser': defineConsumer({
    on: [accountPartErased],
    why: 'Le compte d’une personne partie n’est pas entièrement supprimé, et elle n’en est pas avertie.',
  }),
  'accounts-letters': defineConsumer({
    on: [accountExportReady, accountDeletionAsked, accountDeletionCalledBack],
    why: 'Une personne n’est pas avertie que la copie de ses données est prête, ou que son compte va être supprimé.',
  }),
};
