import type { AccountId, SpaceId } from '../../../schemas/account.ts';
import type { PublicationId } from '../../../schemas/publication.ts';
import type { Recipient } from './chunks.ts';

/** One revision of which somebody is told, and the space from which they follow the fiche. */
export interface Telling {
  publicationId: PublicationId;
  spaceId: SpaceId;
}

/** One person, and all that their digest tells. */
export interface Reader {
  accountId: AccountId;
  tellings: Telling[];
}

/** Different people in the order of their account ids; at least one. Read where they stand, so that what is packed may stay so. */
export interface PeopleInOrder {
  readonly length: number;
  at(position: number): Recipient | undefined;
}

export interface OrderedList {
  publicationId: PublicationId;
  people: PeopleInOrder;
}

interface OpenList extends OrderedList {
  position: number;
  person: Recipient;
}

const isBefore = (one: OpenList, other: OpenList): boolean =>
  one.person.accountId === other.person.accountId ? one.publicationId < other.publicationId : one.person.accountId < other.person.accountId;

/** Open lists, the one whose next person comes first on top: adding or moving one costs the logarithm of their number. */
class Heap {
  readonly #lists: OpenList[] = [];

  get top(): OpenList | undefined {
    return this.#lists[0];
  }

  push(list: OpenList): void {
    let hole = this.#lists.length;
    for (let parent = (hole - 1) >> 1; hole > 0 && isBefore(list, this.#at(parent)); parent = (hole - 1) >> 1) {
      this.#lists[hole] = this.#at(parent);
      hole = parent;
    }
    this.#lists[hole] = list;
  }

  /** Puts the top in its place again after it has moved on; `ended` takes it away. */
  settleTop(ended: boolean): void {
    const moved = ended ? this.#lists.pop() : this.#lists[0];
    if (!moved || this.#lists.length === 0) return;
    let hole = 0;
    for (let child = this.#firstChild(hole); child !== undefined && isBefore(this.#at(child), moved); child = this.#firstChild(hole)) {
      this.#lists[hole] = this.#at(child);
      hole = child;
    }
    this.#lists[hole] = moved;
  }

  #at(position: number): OpenList {
    return this.#lists[position] as OpenList;
  }

  #firstChild(parent: number): number | undefined {
    const [left, right] = [2 * parent + 1, 2 * parent + 2];
    if (left >= this.#lists.length) return undefined;
    return right < this.#lists.length && isBefore(this.#at(right), this.#at(left)) ? right : left;
  }
}

const firstAfter = (people: PeopleInOrder, after: AccountId): number => {
  let [low, high] = [0, people.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((people.at(middle)?.accountId ?? after) > after) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** Moves a list to its first person after the account `after`; undefined when there is none. */
const openAfter = (list: OrderedList, after: AccountId | null): OpenList | undefined => {
  const position = after === null ? 0 : firstAfter(list.people, after);
  const person = list.people.at(position);
  return person && { ...list, position, person };
};

const takeReader = (open: Heap, accountId: AccountId): Reader => {
  const tellings: Telling[] = [];
  for (let list = open.top; list?.person.accountId === accountId; list = open.top) {
    const { publicationId, person } = list;
    if (tellings.at(-1)?.publicationId !== publicationId) tellings.push({ publicationId, spaceId: person.spaceId });
    list.position += 1;
    const next = list.people.at(list.position);
    if (next) list.person = next;
    open.settleTop(next === undefined);
  }
  return { accountId, tellings };
};

/**
 * All readers after the account `after`, in order, each once with every revision that some list tells them of. The lists come in the order of
 * their first account, so only those that the next person may be in are held: at most one of each publication.
 */
export async function* mergeLists(lists: AsyncIterable<OrderedList>, after: AccountId | null): AsyncGenerator<Reader, void, undefined> {
  const open = new Heap();
  const takeUpTo = function* (last: AccountId | undefined): Generator<Reader> {
    const isDue = ({ person }: OpenList) => last === undefined || person.accountId < last;
    for (let next = open.top; next && isDue(next); next = open.top) yield takeReader(open, next.person.accountId);
  };
  for await (const list of lists) {
    yield* takeUpTo(list.people.at(0)?.accountId);
    const opened = openAfter(list, after);
    if (opened) open.push(opened);
  }
  yield* takeUpTo(undefined);
}
