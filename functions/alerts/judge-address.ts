import type { AddressHash } from '../../schemas/mail-state.ts';
import { type AddressNews, judge } from './rules/address-memory.ts';
import type { AddressMemoryStore } from './store/address-memories.ts';

/** Takes news of an address; the same news again changes nothing. */
export type JudgeAddress = (address: AddressHash, news: AddressNews[]) => Promise<void>;

const ATTEMPTS = 8;

/** Remembers what was told of an address and tells what follows from it, once: that mails to it stop, that it is in doubt, or no longer. */
export const judgeAddress =
  (store: AddressMemoryStore): JudgeAddress =>
  async (address, news) => {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const before = await store.find(address);
      const { memory, verdicts } = judge(before.memory, news);
      if (memory === before.memory) return;
      if (await store.keep(address, before, memory, verdicts)) return;
    }
    throw new Error('news of one address came in between at each attempt');
  };
