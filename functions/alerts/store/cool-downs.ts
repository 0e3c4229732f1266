import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type FicheRef, ficheKey, RevisionNumber, readFicheKey } from '../../../schemas/fiche.ts';
import { Announcement, type PublicationId, publicationId } from '../../../schemas/publication.ts';
import { held, transact, type Write } from '../../shared/store/commit.ts';
import type { CoolDown } from '../rules/cool-down.ts';
import { publicationKey } from './publication-items.ts';

/** A cool-down as it was read: whoever changed it since then makes a step taken from it fail. */
export interface StoredCoolDown extends CoolDown {
  version: number;
}

/** A revision that was not told at once. */
export interface Waiting {
  announcement: Announcement;
  declaredAt: string;
  until: string;
  /** The revision whose alert tells it; null while it waits. */
  toldWith: number | null;
}

/** The end of a wait, to be written with the publication that tells `revisions`, the last of which names it. */
export interface CoolDownEnd {
  fiche: FicheRef;
  seen: StoredCoolDown;
  until: string;
  revisions: number[];
  /** The revision that was declared just now, and never waited. */
  declared: Announcement | undefined;
}

export interface CoolDownStore {
  find(fiche: FicheRef): Promise<StoredCoolDown>;
  /** Undefined for a revision that was told at once, or not yet. */
  findWaiting(id: PublicationId): Promise<Waiting | undefined>;
  /** Keeps a revision until the window's end. False when something else has happened to the fiche, or to the revision, since `seen`: nothing is written then. */
  hold(seen: StoredCoolDown, announcement: Announcement, at: Date, until: string): Promise<boolean>;
  /** Fiches of which something waits, and whose window has ended; read from an index. */
  due(now: Date): Promise<FicheRef[]>;
}

const COOLING = 'cooling';

const coolDownKey = (fiche: FicheRef) => ({ pk: ficheKey(fiche), sk: 'cool-down' });
const waitingKey = (id: PublicationId) => ({ pk: id, sk: 'waiting' });

const StoredItem = z.object({ until: z.iso.datetime(), waiting: z.array(RevisionNumber), version: z.int() });
const WaitingItem = z.object({
  announcement: Announcement,
  declaredAt: z.iso.datetime(),
  until: z.iso.datetime(),
  toldWith: z.nullable(RevisionNumber),
});

const waitingOf = (item: Record<string, unknown>): Waiting => WaitingItem.parse(item);

/** Only a fiche of which something waits is looked for. */
const coolDownPut = (table: string, fiche: FicheRef, seen: StoredCoolDown, next: { until: string; waiting: number[] }): Write => ({
  Put: {
    TableName: table,
    Item: {
      ...coolDownKey(fiche),
      ...next,
      version: seen.version + 1,
      ...(next.waiting.length > 0 && { unfinishedPk: COOLING, unfinishedSk: `${next.until}#${ficheKey(fiche)}` }),
    },
    ...(seen.version === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': seen.version } }),
  },
});

const waitingPut = (table: string, waiting: Waiting): Write => ({
  Put: {
    TableName: table,
    Item: { ...waitingKey(publicationId(waiting.announcement)), ...waiting },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

/** Every revision says where it is told; the window opens anew. */
export const coolDownEnd = (table: string, { fiche, seen, until, revisions, declared }: CoolDownEnd, at: Date): Write[] => {
  const toldWith = revisions.at(-1) ?? 0;
  const joined = seen.waiting.map(
    (revision): Write => ({
      Update: {
        TableName: table,
        Key: waitingKey(publicationId({ ...fiche, revision })),
        UpdateExpression: 'SET toldWith = :toldWith',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':toldWith': toldWith },
      },
    }),
  );
  const declaredAt = at.toISOString();
  const own =
    declared && declared.revision !== toldWith
      ? [waitingPut(table, { announcement: declared, declaredAt, until: declaredAt, toldWith })]
      : [];
  return [coolDownPut(table, fiche, seen, { until, waiting: [] }), ...joined, ...own];
};

/** The state is read whole and written whole, under the version that was read: in whatever order revisions come, each is in one wait and told by one alert. */
export const coolDownStore = (client: DynamoDBDocumentClient, table: string): CoolDownStore => {
  const get = async (Key: Record<string, string>) =>
    (await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item;
  return {
    async find(fiche) {
      const item = await get(coolDownKey(fiche));
      return item ? StoredItem.parse(item) : { until: null, waiting: [], version: 0 };
    },
    async findWaiting(id) {
      const item = await get(waitingKey(id));
      return item && waitingOf(item);
    },
    hold: (seen, announcement, at, until) =>
      held(
        transact(client, [
          coolDownPut(table, announcement, seen, { until, waiting: [...seen.waiting, announcement.revision] }),
          waitingPut(table, { announcement, declaredAt: at.toISOString(), until, toldWith: null }),
          {
            ConditionCheck: {
              TableName: table,
              Key: publicationKey(publicationId(announcement)),
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
        ]),
      ),
    async due(now) {
      const pages = paginateQuery(
        { client },
        {
          TableName: table,
          IndexName: 'unfinished',
          KeyConditionExpression: 'unfinishedPk = :cooling AND unfinishedSk < :now',
          ExpressionAttributeValues: { ':cooling': COOLING, ':now': `${now.toISOString()}$` },
        },
      );
      const due: FicheRef[] = [];
      for await (const { Items = [] } of pages) due.push(...Items.map(({ pk }) => readFicheKey(String(pk))));
      return due;
    },
  };
};
