import type { PartMessage } from '../../functions/alerts/messages.ts';
import { onFicheDeclaredSignificant } from '../../functions/alerts/on-fiche-declared-significant.ts';
import { tellDueAlerts } from '../../functions/alerts/tell-due-alerts.ts';
import { publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from './announcements.ts';
import { publicationsInMemory } from './publications-in-memory.ts';
import { aFiche } from './subscriptions.ts';

/** In seconds. */
export const WINDOW = 600;
const fiche = aFiche('F265');
export const idOf = (revision: number) => publicationId({ ...fiche, revision });

class Killed extends Error {}

/** The planner and the schedule on doubles. Processes die at the steps `kills` (one before and one after each call); `turns` mixes those that run together. */
export const aFicheWithAlerts = (kills: ReadonlySet<number> = new Set(), turns: number[] = [0]) => {
  let now = Date.UTC(2026, 2, 2, 8);
  let calls = 0;
  const pass = async (): Promise<void> => {
    for (let turn = turns[calls % turns.length] ?? 0; turn > 0; turn--) await Promise.resolve();
    if (kills.has(calls++)) throw new Killed();
  };
  const mortal = <T extends object>(object: T): T =>
    Object.fromEntries(
      Object.entries(object).map(([name, call]) => [
        name,
        async (...args: unknown[]) => {
          await pass();
          const result = await call.apply(object, args);
          await pass();
          return result;
        },
      ]),
    ) as T;
  const stores = publicationsInMemory();
  const called: PartMessage[] = [];
  const alerts: { id: string; second: number; revisions: number[] }[] = [];
  const start = now;
  const publications = {
    ...stores.publications,
    create: async (...args: Parameters<typeof stores.publications.create>) => {
      const created = await stores.publications.create(...args);
      const { revision, joined = [] } = args[0];
      if (created) alerts.push({ id: idOf(revision), second: (now - start) / 1000, revisions: [...joined, revision] });
      return created;
    },
  };
  const dependencies = {
    publications: mortal(publications),
    parts: mortal(stores.parts),
    coolDowns: mortal(stores.coolDowns),
    audience: mortal({ shardCounts: async () => [{ shard: '00', people: 3 }] }),
    sendParts: async (messages: PartMessage[]) => {
      await pass();
      called.push(...messages);
    },
    coolDown: WINDOW,
    clock: () => new Date(now),
  };
  const insist = async (work: () => Promise<void>): Promise<void> => {
    for (;;) {
      try {
        await work();
        return;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
    }
  };
  const declare = (revision: number, urgent = false) =>
    insist(() => onFicheDeclaredSignificant(dependencies)(anAnnouncement({ ...fiche, revision, urgent })));
  return {
    alerts,
    called: () => called.splice(0).map((message) => message.publicationId),
    declare,
    run: () => insist(tellDueAlerts(dependencies)),
    wait: (seconds: number) => {
      now += seconds * 1000;
    },
    ledger: (revision: number) => stores.readLedger(idOf(revision)),
    told: (revision: number) => stores.publications.announcement(idOf(revision)),
    unfinished: () => stores.publications.unfinished(),
    calls: () => calls,
  };
};
