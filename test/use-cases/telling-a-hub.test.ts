import { describe, expect, it } from 'vitest';
import { hubTeller } from '../../functions/fiches/feeds/tell-hub.ts';
import type { Log } from '../../functions/shared/log.ts';

const feeds = ['https://ville.test/significant.atom', 'https://ville.test/themes/particuliers/N1.atom'];

const aHub = (answer: () => Promise<Response>, hub = 'https://hub.test/publish') => {
  const sent: { address: unknown; init: RequestInit | undefined }[] = [];
  const logged: unknown[] = [];
  const log: Log = (code, fields) => logged.push({ code, ...fields });
  const send: typeof fetch = (address, init) => {
    sent.push({ address, init });
    return answer();
  };
  return { tell: hubTeller({ hub, log, send }), sent, logged };
};

describe('a WebSub hub', () => {
  it('is told of every feed in one form, and has little time', async () => {
    const { tell, sent, logged } = aHub(async () => new Response(null, { status: 204 }));
    await tell(feeds);
    expect(sent).toMatchObject([{ address: 'https://hub.test/publish', init: { method: 'POST', redirect: 'error' } }]);
    expect(sent[0]?.init?.signal).toBeInstanceOf(AbortSignal);
    const form = await new Response(sent[0]?.init?.body ?? null).formData();
    expect([...form]).toEqual([
      ['hub.mode', 'publish'],
      ['hub.url', feeds[0]],
      ['hub.url', feeds[1]],
    ]);
    expect(logged).toEqual([]);
  });

  it.each([
    { how: 'refuses', answer: async () => new Response('no', { status: 503 }), logs: { code: 'feed.hub-failed', status: 503, count: 2 } },
    {
      how: 'cannot be reached',
      answer: () => Promise.reject(new TypeError('fetch failed')),
      logs: { code: 'feed.hub-failed', errorName: 'TypeError', count: 2 },
    },
  ])('is passed over, and logged, when it $how', async ({ answer, logs }) => {
    const { tell, logged } = aHub(answer);
    await tell(feeds);
    expect(logged).toMatchObject([logs]);
  });

  it('is told nothing where there is none, and when nothing changed', async () => {
    const none = aHub(async () => new Response(null), '');
    await none.tell(feeds);
    const idle = aHub(async () => new Response(null));
    await idle.tell([]);
    expect([...none.sent, ...idle.sent]).toEqual([]);
  });
});
