import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { chosenEngine, type Engine } from './dynamo/engines.ts';
import { deleteExpired } from './dynamo/expiry.ts';
import { ensureTable, type LocalTable, tablesOfTemplate } from './dynamo/tables.ts';
import type { EmulatorOptions } from './resource.ts';

const SWEEP_MILLISECONDS = 60_000;

/** A client of a local engine: any key opens it. */
export const engineClient = (url: string): DynamoDBClient =>
  new DynamoDBClient({ endpoint: url, region: 'eu-west-3', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });

/** Deletes expired items every minute; the engines keep them for ever. */
const sweep = (client: DynamoDBClient, tables: LocalTable[]): (() => Promise<void>) => {
  let running = Promise.resolve();
  const sweepOnce = async (): Promise<void> => {
    try {
      for (const table of tables) await deleteExpired(client, table, Date.now());
    } catch (error) {
      console.error('expired items could not be deleted', error);
    }
  };
  const timer = setInterval(() => {
    running = running.then(sweepOnce);
  }, SWEEP_MILLISECONDS);
  return () => {
    clearInterval(timer);
    return running;
  };
};

/** DynamoDB with the tables of the template, kept in the data folder between runs. */
export const startDynamo = async ({ resources, dataDir }: EmulatorOptions): Promise<Engine> => {
  const engine = await chosenEngine().start(join(dataDir, 'dynamo'));
  const client = engineClient(engine.url);
  const tables = tablesOfTemplate(resources);
  try {
    await Promise.all(tables.map((table) => ensureTable(client, table)));
  } catch (error) {
    client.destroy();
    await engine.stop();
    throw error;
  }
  const stopSweep = sweep(
    client,
    tables.filter(({ expiry }) => expiry),
  );
  return {
    ...engine,
    async stop() {
      await stopSweep();
      client.destroy();
      await engine.stop();
    },
  };
};
