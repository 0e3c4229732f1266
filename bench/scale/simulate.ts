/** What a run is made of; rates are by second. */
export interface Scale {
  subscribers: number;
  /** Mails that the mail service takes. */
  quota: number;
  /** Pagers at once, and how long each takes for a page: one reading, three writes, one call of the queue. */
  pagers: number;
  pageMilliseconds: number;
  /** Writes that one partition of DynamoDB takes before it splits; all items of a publication begin in one. */
  writeUnitsOfPartition: number;
}

/** The same for every run: decision 0004 has where each comes from. */
export const SHAPE = {
  shards: 16,
  peopleOfPage: 500,
  peopleOfChunk: 500,
  peopleOfCall: 50,
  /** Written for each chunk by the pager, and by the delivery. */
  writeUnitsOfPaging: 10,
  writeUnitsOfDelivery: 14,
} as const;

export interface Outcome {
  /** Seconds until everybody is in a chunk, and until everybody is written to. */
  pagedAfter: number;
  toldAfter: number;
  /** Most chunks that waited in the delivery queue. */
  deepestQueue: number;
  /** Most write units in one second on the publication's partition. */
  busiestSecond: number;
  /** Seconds in which the partition was what held the run back. */
  heldByPartition: number;
  /** Calls of the mail service in flight, at 50 ms each, that the quota takes in bulk. */
  callsInFlight: number;
}

const ANSWER_SECONDS = 0.05;

/**
 * Goes through a run second by second. Delivery writes first: what it may write, the pagers leave it. Nobody is lost on the way, so it ends
 * when all are told.
 */
export const simulate = ({ subscribers, quota, pagers, pageMilliseconds, writeUnitsOfPartition }: Scale): Outcome => {
  const chunksOfAll = Math.ceil(subscribers / SHAPE.peopleOfChunk);
  const pagedBySecond = ((1000 / pageMilliseconds) * Math.min(pagers, SHAPE.shards) * SHAPE.peopleOfPage) / SHAPE.peopleOfChunk;
  const sentBySecond = quota / SHAPE.peopleOfChunk;
  const callsInFlight = (quota / SHAPE.peopleOfCall) * ANSWER_SECONDS;
  let [paged, sent, second, pagedAfter, deepestQueue, busiestSecond, heldByPartition] = [0, 0, 0, 0, 0, 0, 0];
  while (sent < chunksOfAll) {
    second += 1;
    const mayBeSent = Math.min(sentBySecond, paged - sent, writeUnitsOfPartition / SHAPE.writeUnitsOfDelivery);
    const roomForPaging = (writeUnitsOfPartition - mayBeSent * SHAPE.writeUnitsOfDelivery) / SHAPE.writeUnitsOfPaging;
    const mayBePaged = Math.min(pagedBySecond, chunksOfAll - paged);
    const newlyPaged = Math.min(mayBePaged, roomForPaging);
    const held = newlyPaged < mayBePaged || mayBeSent < Math.min(sentBySecond, paged - sent);
    sent += mayBeSent;
    paged += newlyPaged;
    heldByPartition += Number(held);
    busiestSecond = Math.max(busiestSecond, mayBeSent * SHAPE.writeUnitsOfDelivery + newlyPaged * SHAPE.writeUnitsOfPaging);
    deepestQueue = Math.max(deepestQueue, paged - sent);
    if (paged >= chunksOfAll && pagedAfter === 0) pagedAfter = second;
    if (chunksOfAll - sent < 1e-6) sent = chunksOfAll;
  }
  return { pagedAfter, toldAfter: second, deepestQueue, busiestSecond, heldByPartition, callsInFlight };
};
