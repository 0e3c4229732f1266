import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { Audience, ficheKey } from '../../../schemas/fiche.ts';
import { Announcement } from '../../../schemas/publication.ts';
import { Revision } from '../../../schemas/revision.ts';

const DeclaredRevision = z.object({
  /** Of the declaration, which may come long after the publication. */
  declaredAt: z.iso.datetime(),
  /** Where the fiche was listed then: an entry never passes from one feed to another. */
  theme: z.object({ audience: Audience, themeId: z.string(), title: z.string() }),
  revision: z.extend(
    z.pick(Revision, {
      audience: true,
      ficheId: true,
      revision: true,
      title: true,
      origin: true,
      significance: true,
      publishedAt: true,
      changeNote: true,
    }),
    { differenceKey: z.nullable(z.string()) },
  ),
  passages: Announcement.shape.passages,
  morePassages: Announcement.shape.morePassages,
});
export type DeclaredRevision = z.output<typeof DeclaredRevision>;

type ThemeRef = Pick<DeclaredRevision['theme'], 'audience' | 'themeId'>;

/** Significant revisions, of all fiches together and by theme. */
export interface SignificantList {
  /** Told twice, it keeps what it was told first, and gives that back. */
  add(declared: DeclaredRevision): Promise<DeclaredRevision>;
  /** The latest declarations, newest first; those of one theme when it is named. */
  latest(limit: number, theme?: ThemeRef): Promise<DeclaredRevision[]>;
}

const listKey = (theme?: ThemeRef): string => (theme ? `theme#${theme.audience}#${theme.themeId}` : 'significant');

const positionOf = ({ declaredAt, revision }: DeclaredRevision): string => `${declaredAt}#${ficheKey(revision)}#${revision.revision}`;

export const significantList = (client: DynamoDBDocumentClient, table: string): SignificantList => {
  /** What is in the list afterwards, by whoever it was put there. */
  const keep = async (declared: DeclaredRevision): Promise<DeclaredRevision> => {
    const key = { pk: listKey(), sk: positionOf(declared) };
    try {
      await client.send(
        new PutCommand({ TableName: table, Item: { ...key, ...declared }, ConditionExpression: 'attribute_not_exists(pk)' }),
      );
      return declared;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
      return DeclaredRevision.parse(Item);
    }
  };
  return {
    add: async (declared) => {
      const kept = await keep(DeclaredRevision.parse(declared));
      await client.send(new PutCommand({ TableName: table, Item: { pk: listKey(kept.theme), sk: positionOf(kept), ...kept } }));
      return kept;
    },
    latest: async (limit, theme) => {
      const found: DeclaredRevision[] = [];
      let start: Record<string, unknown> | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :list',
            ExpressionAttributeValues: { ':list': listKey(theme) },
            ScanIndexForward: false,
            ConsistentRead: true,
            Limit: limit - found.length,
            ExclusiveStartKey: start,
          }),
        );
        found.push(...Items.map((item) => DeclaredRevision.parse(item)));
        start = LastEvaluatedKey;
      } while (start && found.length < limit);
      return found;
    },
  };
};
