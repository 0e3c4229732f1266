import { errorFields, type Log } from '../../shared/log.ts';

/** Tells whoever passes news on that these feeds, by their addresses, have changed. */
export type TellHub = (feeds: string[]) => Promise<void>;

export interface HubDependencies {
  /** A WebSub hub; empty when there is none. */
  hub: string;
  log: Log;
  send?: typeof fetch;
}

/** In milliseconds: a slow hub never holds up the feeds of the next events. */
const PATIENCE = 3_000;

/** A hub that fails is logged and passed over: the feeds are written, and the next entry tells of them all. */
export const hubTeller =
  ({ hub, log, send = fetch }: HubDependencies): TellHub =>
  async (feeds) => {
    if (hub === '' || feeds.length === 0) return;
    const body = new URLSearchParams({ 'hub.mode': 'publish' });
    for (const feed of feeds) body.append('hub.url', feed);
    try {
      const reply = await send(hub, { method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
      await reply.body?.cancel();
      if (!reply.ok) log('feed.hub-failed', { status: reply.status, count: feeds.length });
    } catch (error) {
      log('feed.hub-failed', { count: feeds.length, ...errorFields(error) });
    }
  };
