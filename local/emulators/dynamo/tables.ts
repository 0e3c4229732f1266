import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { TableDeclaration } from '../../../schemas/table.ts';
import { ofType, type TemplateResource } from '../resource.ts';

/** All that an engine needs to make a table. */
export interface LocalTable {
  definition: CreateTableCommandInput & { TableName: string };
  /** Attribute in epoch seconds after which an item is deleted. */
  expiry?: string | undefined;
}

type Keys = NonNullable<CreateTableCommandInput['KeySchema']>;
type Indexes = NonNullable<CreateTableCommandInput['GlobalSecondaryIndexes']>;

interface TableProperties {
  KeySchema: Keys;
  AttributeDefinitions: NonNullable<CreateTableCommandInput['AttributeDefinitions']>;
  GlobalSecondaryIndexes?: Indexes;
  StreamSpecification?: { StreamViewType: 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES' | 'KEYS_ONLY' };
  TimeToLiveSpecification?: { AttributeName: string; Enabled: boolean };
}

const localTable = (name: string, properties: TableProperties): LocalTable => ({
  definition: {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: properties.KeySchema,
    AttributeDefinitions: properties.AttributeDefinitions,
    ...(properties.GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
        IndexName,
        KeySchema,
        Projection,
      })),
    }),
    ...(properties.StreamSpecification && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: properties.StreamSpecification.StreamViewType },
    }),
  },
  expiry: properties.TimeToLiveSpecification?.Enabled ? properties.TimeToLiveSpecification.AttributeName : undefined,
});

export const tablesOfTemplate = (resources: readonly TemplateResource[]): LocalTable[] =>
  ofType(resources, 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(({ name, properties }) =>
    localTable(name, properties as unknown as TableProperties),
  );

const keys = (partitionKey: string, sortKey?: string): Keys => [
  { AttributeName: partitionKey, KeyType: 'HASH' },
  ...(sortKey ? [{ AttributeName: sortKey, KeyType: 'RANGE' as const }] : []),
];

/** The same table as the template would give, from its declaration alone: for tests of stores, which know of no template. */
export const tableOfDeclaration = (name: string, { sortKey, indexes = {}, expiry, stream }: TableDeclaration): LocalTable => {
  const entries = Object.entries(indexes);
  const attributes = new Set(['pk', ...(sortKey ? ['sk'] : []), ...entries.flatMap(([, index]) => [index.partitionKey, index.sortKey])]);
  return localTable(name, {
    KeySchema: keys('pk', sortKey ? 'sk' : undefined),
    AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    ...(entries.length > 0 && {
      GlobalSecondaryIndexes: entries.map(([IndexName, index]) => ({
        IndexName,
        KeySchema: keys(index.partitionKey, index.sortKey),
        Projection: { ProjectionType: index.projection },
      })),
    }),
    ...(stream && { StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' } }),
    ...(expiry && { TimeToLiveSpecification: { AttributeName: expiry, Enabled: true } }),
  });
};

const shapeOf = ({ KeySchema, GlobalSecondaryIndexes = [] }: TableDescription | CreateTableCommandInput): string => {
  const written = (schema: Keys = []) => schema.map(({ AttributeName }) => AttributeName).join('+');
  const indexes = GlobalSecondaryIndexes.map(
    (index) => `${index.IndexName}:${written(index.KeySchema)}:${index.Projection?.ProjectionType}`,
  );
  return [written(KeySchema), ...indexes.sort()].join(' ');
};

const describe = async (client: DynamoDBClient, name: string): Promise<TableDescription | undefined> => {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

/** Makes a table, or takes the one that an earlier run left; one of another shape is refused, since its data would be unreadable. */
export const ensureTable = async (client: DynamoDBClient, { definition }: LocalTable): Promise<void> => {
  const present = await describe(client, definition.TableName);
  if (present && shapeOf(present) !== shapeOf(definition)) {
    throw new Error(
      `The table ${definition.TableName} kept from an earlier run has other keys or indexes: start anew with npm start -- --fresh`,
    );
  }
  if (present) return;
  const { TableDescription: made } = await client.send(new CreateTableCommand(definition));
  if (made?.TableStatus !== 'ACTIVE')
    await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName: definition.TableName });
};
