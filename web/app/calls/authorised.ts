import type { Session } from '../session/session.ts';

/** The network gave no answer: nothing is known of what was sent. */
export class ConnectionLost extends Error {
  constructor() {
    super('the network gave no answer');
    this.name = 'ConnectionLost';
  }
}

/** `fetch` that tells a lost connection from everything else, and keeps nothing. */
export const reach: typeof fetch = async (address, init = {}) => {
  try {
    return await fetch(address, { ...init, cache: 'no-store' });
  } catch {
    throw new ConnectionLost();
  }
};

/** `fetch` in the name of the person: a token that is refused is renewed once. */
export const authorised =
  (session: Pick<Session, 'token' | 'renewed'>): typeof fetch =>
  async (address, init = {}) => {
    const withToken = (token: string) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${token}`);
      return reach(address, { ...init, headers });
    };
    const token = await session.token().catch((error: unknown) => {
      throw error instanceof TypeError ? new ConnectionLost() : error;
    });
    const reply = await withToken(token);
    return reply.status === 401 ? withToken(await session.renewed(token)) : reply;
  };
