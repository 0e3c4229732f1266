import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, NoSuchKey, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { System } from '../../local/system.ts';

/** Everything that a running Parvis keeps: each item of each table and each object of each bucket, as text, by where it is. */
export interface Everywhere {
  tables: Map<string, Record<string, unknown>[]>;
  buckets: Map<string, { key: string; text: string }[]>;
}

const plain = (value: unknown): unknown => {
  if (value instanceof Set) return [...value].map(plain);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
  return value;
};

/** What the CDK puts after the name of a construct. */
const HASH = /[0-9A-F]{8}$/;

/** Nothing for an object that was erased since the bucket was listed: it is not kept any more. */
const textOf = async (s3: S3Client, place: { Bucket: string; Key: string }): Promise<string | undefined> => {
  try {
    const { Body } = await s3.send(new GetObjectCommand(place));
    return (await Body?.transformToString('latin1')) ?? '';
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
};

/** By the names of `schemas/tables.ts`, and of the buckets of the stacks. */
export const readEverywhere = async ({ operator, assembly }: System): Promise<Everywhere> => {
  const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(operator));
  const s3 = new S3Client({ ...operator, forcePathStyle: true });
  const everywhere: Everywhere = { tables: new Map(), buckets: new Map() };
  for (const { stack, id } of assembly.resources('AWS::DynamoDB::Table')) {
    const name = assembly.name(stack, id);
    const items: Record<string, unknown>[] = [];
    for await (const { Items = [] } of paginateScan({ client: dynamo }, { TableName: name, ConsistentRead: true }))
      items.push(...Items.map((item) => plain(item) as Record<string, unknown>));
    everywhere.tables.set(id.replace(HASH, ''), items);
  }
  for (const { stack, id } of assembly.resources('AWS::S3::Bucket')) {
    const name = assembly.name(stack, id);
    const objects: { key: string; text: string }[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: name }))
      for (const { Key: key = '' } of Contents) {
        const text = await textOf(s3, { Bucket: name, Key: key });
        if (text !== undefined) objects.push({ key, text });
      }
    everywhere.buckets.set(id.replace(HASH, '').replace('Buckets', ''), objects);
  }
  return everywhere;
};
