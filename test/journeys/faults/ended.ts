import { type Actor, waitFor } from '../../../local/acting.ts';
import type { System } from '../../../local/system.ts';
import type { FicheRef } from '../../../schemas/fiche.ts';

/** People to whom at least one mail went. */
export const peopleTold = ({ mailbox }: System): number => new Set(mailbox.messages({}).flatMap(({ to }) => to)).size;

/** The ledger of a revision once its alert has ended and the mail service has told of every mail of it. */
export const alertDelivered = (editor: Actor, fiche: FicheRef, revision = 2) =>
  waitFor(
    'the end of the alert, and its deliveries',
    async () => {
      const ledger = await editor.readLedger({ params: { ...fiche, revision } }).catch(() => undefined);
      return ledger?.state === 'done' && ledger.delivered >= ledger.accepted && ledger;
    },
    120,
  );

/** Nothing waits in any queue, and nothing is being worked on. */
export const allQuiet = (system: System) => waitFor('empty queues', () => system.queues.areEmpty(), 120);
