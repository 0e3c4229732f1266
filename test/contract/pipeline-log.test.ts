import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepLogLines } from '../doubles/log-lines.ts';
import { ask, caller, readNote, secret } from '../doubles/notes-api.ts';

describe('what the pipeline logs', () => {
  let log: ReturnType<typeof keepLogLines>;
  beforeEach(() => {
    log = keepLogLines();
  });
  afterEach(() => {
    log.restore();
  });

  it.each([
    ['an error', '3', 'TypeError'],
    ['an answer that does not fit its schema', '4', '$ZodError'],
  ])('makes %s our own failure, logged without what it may quote', async (_what, limit, errorName) => {
    const { statusCode, json } = await readNote({ limit });
    expect([statusCode, json]).toEqual([
      500,
      {
        type: 'urn:parvis:problem:unexpected',
        title: 'Une erreur est survenue. Réessayez dans un instant.',
        status: 500,
        instance: 'urn:parvis:request:request-1',
      },
    ]);
    expect(log.lines()).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        message: 'request.failed',
        route: 'readNote',
        status: 500,
        correlationId: 'request-1',
        errorName,
      }),
    ]);
    expect(log.lines()[0]?.['errorStack']).toMatch(/^\s+at /);
    expect(log.text()).not.toContain(secret);
  });

  it('writes one line per request, with nothing that a person wrote', async () => {
    await ask({ route: 'POST /notes', token: 'good', body: { text: 'Ma note intime', email: secret } });
    await ask({ route: 'POST /notes', token: 'good', body: { text: 'x', email: secret } });
    await ask({ route: 'POST /notes', token: 'a.secret.token', body: { text: 'Bonjour' }, requestId: 'request-3' });
    const common = { route: 'writeNote', correlationId: 'request-1' };
    expect(log.lines()).toEqual([
      expect.objectContaining({ ...common, message: 'request.answered', status: 201, accountId: caller.accountId }),
      expect.objectContaining({ ...common, message: 'request.refused', status: 400, problem: 'invalid', accountId: caller.accountId }),
      expect.objectContaining({ message: 'request.refused', status: 401, problem: 'unauthenticated', correlationId: 'request-3' }),
    ]);
    for (const word of ['intime', secret, 'secret.token', '192.0.2.1']) expect(log.text()).not.toContain(word);
  });
});
