import { type Session, SessionEnded } from '../session/session.ts';

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

/** The token is good, but the person has to show once more that it is them: no other token would do. Read from the body, since gateways rename the header. */
const asksForThePerson = async (reply: Response): Promise<boolean> => {
  const problem = (await reply
    .clone()
    .json()
    .catch(() => ({}))) as { type?: string };
  return problem.type === 'urn:parvis:problem:authentication-too-old';
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
    if (reply.status !== 401 || (await asksForThePerson(reply))) return reply;
    const again = await withToken(await session.renewed(token));
    if (again.status === 401 && !(await asksForThePerson(again))) throw new SessionEnded();
    return again;
  };
