import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { TableDeclaration } from '../../schemas/table.ts';
import { type TableName, tables } from '../../schemas/tables.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

export interface TableProtection {
  key: IKey;
  keepsData: boolean;
}

const declaredTable = (scope: Construct, name: TableName, { key, keepsData }: TableProtection): Table => {
  const declaration: TableDeclaration = tables[name];
  const table = new Table(scope, name, {
    partitionKey: text('pk'),
    ...(declaration.sortKey ? { sortKey: text('sk') } : {}),
    ...(declaration.expiry ? { timeToLiveAttribute: declaration.expiry } : {}),
    ...(declaration.stream ? { stream: StreamViewType.NEW_IMAGE } : {}),
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    deletionProtection: keepsData,
    removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  for (const [indexName, { partitionKey, sortKey, projection }] of Object.entries(declaration.indexes ?? {})) {
    table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: text(partitionKey),
      sortKey: text(sortKey),
      projectionType: ProjectionType[projection],
    });
  }
  return table;
};

/** Every table of `schemas/tables.ts`: on demand, restorable to any second of five weeks, under our own key. */
export const declaredTables = (scope: Construct, protection: TableProtection): Record<TableName, Table> =>
  Object.fromEntries((Object.keys(tables) as TableName[]).map((name) => [name, declaredTable(scope, name, protection)])) as Record<
    TableName,
    Table
  >;
