import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { seedAudience } from '../../bench/fan-out/audience.ts';
import { type Actor, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import type { FicheRef } from '../../schemas/fiche.ts';
import { type TableName, tables } from '../../schemas/tables.ts';

/** The physical name of each table of a running system, as the CDK names them after their declaration. */
export const tableNames = ({ assembly }: System): Record<TableName, string> =>
  Object.fromEntries(
    Object.keys(tables).map((name) => {
      const table = assembly.resources().find(({ path, props }) => path.split('/').includes(name) && 'KeySchema' in props);
      if (!table) throw new Error(`the system has no table ${name}`);
      return [name, assembly.physicalId(table.stack, table.id)];
    }),
  ) as Record<TableName, string>;

/** Gives a fiche so many followers at once: through the API it would take most of the time of a test. */
export const addFollowers = async (system: System, fiche: FicheRef, people: number): Promise<void> => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(system.operator));
  await seedAudience({ client, tables: tableNames(system) }, fiche, people);
  client.destroy();
};

/** Publishes a revision that everybody who follows the fiche is told of. */
export const publishSignificant = async (editor: Actor, fiche: FicheRef, urgent = false): Promise<void> => {
  const { version } = await editor.draftRevision({
    params: fiche,
    body: { from: 'edit', edit: { introduction: [{ kind: 'paragraph', content: [`La carte change de couleur au premier janvier.`] }] } },
  });
  const changeNote = 'La carte change de couleur au premier janvier.';
  const decided = await editor.decideDraft({
    params: fiche,
    body: { version, decision: { significance: 'significant', reason: 'Nouvelle carte', changeNote, urgent } },
  });
  await editor.publishDraft({ params: fiche, body: { version: decided.version } });
};

/** The ledger of revision 2 once its alert has ended. */
export const alertEnded = (editor: Actor, fiche: FicheRef) =>
  waitFor(
    'the end of the alert',
    async () => {
      const ledger = await editor.readLedger({ params: { ...fiche, revision: 2 } }).catch(() => undefined);
      return ledger?.state === 'done' && ledger;
    },
    120,
  );

/** Those to whom another number of mails went than one. */
export const otherThanOnce = (system: System): [string, number][] => {
  const counts = new Map<string, number>();
  for (const { to } of system.mailbox.messages({})) for (const email of to) counts.set(email, (counts.get(email) ?? 0) + 1);
  return [...counts].filter(([, count]) => count !== 1);
};
