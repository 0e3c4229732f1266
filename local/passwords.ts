import { argon2Sync, randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { System } from './system.ts';

/** Of everybody here: this machine serves nobody else. */
export const PASSWORD = 'Parvis-sur-ma-machine-1';

/** As `functions/identity/passwords` makes them. */
const MEMORY = 19_456;
const PASSES = 2;

const hashOf = (password: string): string => {
  const nonce = randomBytes(16);
  const parameters = { message: password.normalize('NFKC'), nonce, memory: MEMORY, passes: PASSES, parallelism: 1, tagLength: 32 };
  const encode = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${MEMORY},t=${PASSES},p=1$${encode(nonce)}$${encode(argon2Sync('argon2id', parameters))}`;
};

/** Gives an account of this machine a password, as if its owner had chosen it. */
export const givePassword = async (system: Pick<System, 'operator' | 'assembly'>, accountId: string, password: string): Promise<void> => {
  const table = system.assembly.resources('AWS::DynamoDB::Table').find(({ id }) => /^credentials[0-9A-F]{8}$/.test(id));
  if (!table) throw new Error('the assembly has no table of credentials');
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(system.operator));
  const Item = { pk: accountId, sk: 'password', hash: hashOf(password), setAt: new Date().toISOString() };
  await client.send(new PutCommand({ TableName: system.assembly.name(table.stack, table.id), Item }));
  client.destroy();
};
