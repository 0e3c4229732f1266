/** A part is read by one worker at a time; below this many people, splitting the audience further would only make chunks that are not full. */
const PEOPLE_PER_PART = 5000;

/** A stretch of the audience: shards that are read one after the other. Named after the first of them. */
export interface Part {
  part: string;
  shards: string[];
}

/** How far the reading and the sending of a part have come. */
export interface PartProgress extends Part {
  /** Shards read to their end. */
  position: number;
  /** Where to go on in the shard at `position`; null at its start. */
  after: string | null;
  /** How many pages were read; moves at each one, so that two workers never write the same. */
  pages: number;
  /** Chunks written so far: also the number of the next one. */
  chunks: number;
  /** Chunks whose message was surely sent. */
  enqueued: number;
  /** Chunks of which nothing is left to send. */
  sent: number;
  /** When something last moved. */
  movedAt: string;
  /** How often the reconciler has called since then. */
  reminders: number;
}

/** The parts of an audience: as many as it needs, each with whole shards. */
export const partsOf = (counts: { shard: string; people: number }[]): Part[] => {
  const parts: (Part & { people: number })[] = [];
  for (const { shard, people } of counts.toSorted((a, b) => a.shard.localeCompare(b.shard))) {
    const last = parts.at(-1);
    if (last && last.people + people <= PEOPLE_PER_PART) {
      last.shards.push(shard);
      last.people += people;
    } else {
      parts.push({ part: shard, shards: [shard], people });
    }
  }
  return parts.map(({ part, shards }) => ({ part, shards }));
};

export const isRead = ({ position, shards }: PartProgress): boolean => position >= shards.length;

/** Chunks that are written and not sent. */
export const chunksLeft = ({ chunks, sent }: PartProgress): number => Math.max(0, chunks - sent);

export const isComplete = (progress: PartProgress): boolean => isRead(progress) && chunksLeft(progress) === 0;

const MINUTE = 60_000;
/** Longer than a message takes to come back by itself, and with the reconciler's five minutes still under ten. */
const STALE_AFTER = 4 * MINUTE;
const MOST_DOUBLINGS = 4;

/** Nothing has moved for too long. Each call in vain doubles the wait, so that a part that only queues is not called over and over. */
export const isStale = ({ movedAt, reminders }: PartProgress, now: Date): boolean =>
  now.getTime() - Date.parse(movedAt) >= STALE_AFTER * 2 ** Math.min(reminders, MOST_DOUBLINGS);
