import type { Need } from '../policy.ts';
import type { AwsRequest, Facts } from '../request.ts';

interface Body {
  TableName?: string;
  IndexName?: string;
  StreamArn?: string;
  ShardIterator?: string;
  RequestItems?: Record<string, unknown>;
  TransactItems?: Record<string, { TableName: string }>[];
}

const transactActions: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

/** An iterator is opaque, but the emulators, as AWS does, keep the name of the stream's table in it. */
const streamTable = (iterator: string): string | undefined => {
  const text = `${iterator} ${Buffer.from(iterator, 'base64').toString('utf8')}`;
  return (/table\/([^/|"]+)/.exec(text) ?? /"table_name":"([^"]+)"/.exec(text))?.[1];
};

/** A transaction needs the permission of each of its writes, a batch that of each table, a query that of the index it reads. */
export const dynamodbNeeds = ({ headers, body }: AwsRequest, { place }: Facts): Need[] => {
  const operation = String(headers['x-amz-target']).split('.')[1] ?? '';
  const request = JSON.parse(body.toString('utf8')) as Body;
  const table = (name: string): string => `arn:aws:dynamodb:${place.region}:${place.account}:table/${name}`;
  const action = `dynamodb:${operation}`;
  if (request.TransactItems) {
    return request.TransactItems.flatMap((item) =>
      Object.entries(item).map(([kind, { TableName }]) => ({ action: `dynamodb:${transactActions[kind]}`, resource: table(TableName) })),
    );
  }
  if (request.RequestItems) return Object.keys(request.RequestItems).map((name) => ({ action, resource: table(name) }));
  const stream = request.StreamArn ?? request.ShardIterator;
  if (stream) return [{ action, resource: `${table(streamTable(stream) ?? '*')}/stream/local` }];
  if (operation === 'ListStreams' || operation === 'ListTables') return [{ action, resource: '*' }];
  if (!request.TableName) throw new Error(`dynamodb ${operation} is not known to the local gateway`);
  return [{ action, resource: table(request.TableName) + (request.IndexName ? `/index/${request.IndexName}` : '') }];
};
