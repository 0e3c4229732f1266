import { randomUUID } from 'node:crypto';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemClock } from '../../functions/shared/clock.ts';
import { type Commit, committer } from '../../functions/shared/store/commit.ts';
import { chosenEngine } from '../../local/emulators/dynamo/engines.ts';
import { ensureTable, tableOfDeclaration } from '../../local/emulators/dynamo/tables.ts';
import { engineClient } from '../../local/emulators/dynamo.ts';
import { tables as declarations, type TableName } from '../../schemas/tables.ts';

export interface DynamoForTests {
  client: DynamoDBDocumentClient;
  /** Physical name of each table, of this start alone. */
  tables: Record<TableName, string>;
  commit: Commit;
  stop(): Promise<void>;
}

/** A real DynamoDB engine with fresh, empty tables, as `schemas/tables.ts` declares them. */
export const startDynamo = async (): Promise<DynamoForTests> => {
  const engine = await chosenEngine().start();
  const raw = engineClient(engine.url);
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  const names = Object.keys(declarations) as TableName[];
  const tables = Object.fromEntries(names.map((name) => [name, `${name}-${randomUUID()}`])) as Record<TableName, string>;
  await Promise.all(names.map((name) => ensureTable(raw, tableOfDeclaration(tables[name], declarations[name]))));
  return {
    client,
    tables,
    commit: committer(client, { outbox: tables.outbox, audit: tables.audit }, systemClock),
    async stop() {
      await Promise.all(names.map((name) => raw.send(new DeleteTableCommand({ TableName: tables[name] }))));
      raw.destroy();
      await engine.stop();
    },
  };
};
