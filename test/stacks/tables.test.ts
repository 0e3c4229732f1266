import { describe, expect, it } from 'vitest';
import type { TableDeclaration } from '../../schemas/table.ts';
import { tables } from '../../schemas/tables.ts';
import { resourcesOf, templatesOf } from './templates.ts';

const found = resourcesOf(templatesOf('production'), 'AWS::DynamoDB::Table');
const tableOf = (name: string) => found.find(({ id }) => new RegExp(`^${name}[0-9A-F]{8}$`).test(id));

const keySchema = (partitionKey: string, sortKey?: string) => [
  { AttributeName: partitionKey, KeyType: 'HASH' },
  ...(sortKey ? [{ AttributeName: sortKey, KeyType: 'RANGE' }] : []),
];

describe('tables', () => {
  it('are those of the schemas, and no other', () => {
    expect(found).toHaveLength(Object.keys(tables).length);
  });

  it.each(Object.entries<TableDeclaration>(tables))('%s has the keys, indexes, expiry and stream that it declares', (name, declaration) => {
    const properties = tableOf(name)?.Properties;
    expect(properties).toMatchObject({
      KeySchema: keySchema('pk', declaration.sortKey ? 'sk' : undefined),
      BillingMode: 'PAY_PER_REQUEST',
    });
    expect(properties?.['GlobalSecondaryIndexes'] ?? []).toEqual(
      Object.entries(declaration.indexes ?? {}).map(([IndexName, { partitionKey, sortKey, projection }]) => ({
        IndexName,
        KeySchema: keySchema(partitionKey, sortKey),
        Projection: { ProjectionType: projection },
      })),
    );
    expect(properties?.['TimeToLiveSpecification']).toEqual(
      declaration.expiry ? { AttributeName: declaration.expiry, Enabled: true } : undefined,
    );
    expect(properties?.['StreamSpecification']).toEqual(declaration.stream ? { StreamViewType: 'NEW_IMAGE' } : undefined);
  });

  it.each(Object.keys(tables))('%s can be restored to any second, and lies under our own key', (name) => {
    expect(tableOf(name)?.Properties).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] } },
    });
  });
});
