import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import * as z from 'zod/mini';
import type { Keyring } from '../../shared/keyring.ts';

/** A second or less on a computer, some seconds on an old telephone: nothing for one person, a lot for a million accounts. */
const WORK = { algorithm: 'PBKDF2/SHA-256', cost: 5000, least: 60, most: 180 } as const;

const Payload = z.object({
  challenge: z.looseObject({
    parameters: z.looseObject({
      algorithm: z.literal(WORK.algorithm),
      nonce: z.string(),
      salt: z.string(),
      cost: z.literal(WORK.cost),
      keyLength: z.literal(32),
      keyPrefix: z.string(),
      keySignature: z.string(),
      expiresAt: z.int(),
    }),
    signature: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  }),
  solution: z.looseObject({ counter: z.int(), derivedKey: z.string() }),
});

const secretsOf = (keyring: Keyring) => {
  const secret = keyring.newest.key.export().toString('hex');
  return { hmacSignatureSecret: `challenge ${secret}`, hmacKeySignatureSecret: `key ${secret}` };
};

/** Work for a browser (ALTCHA), as JSON. */
export const newWork = async (keyring: Keyring, until: Date): Promise<string> =>
  JSON.stringify(
    await createChallenge({
      algorithm: WORK.algorithm,
      cost: WORK.cost,
      counter: randomInt(WORK.most, WORK.least),
      deriveKey,
      expiresAt: until,
      ...secretsOf(keyring),
    }),
  );

const read = (payload: string): unknown => {
  try {
    return JSON.parse(Buffer.from(payload, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
};

export interface WorkDone {
  /** What makes it one and the same piece of work. */
  id: string;
  /** Milliseconds since the epoch. */
  until: number;
}

/** The work that was done; undefined when it was not, or is not what we asked for. It says nothing of whether it was shown before. */
export const checkWork = async (keyring: Keyring, payload: string): Promise<WorkDone | undefined> => {
  const parsed = Payload.safeParse(read(payload));
  if (!parsed.success) return undefined;
  const { challenge, solution } = parsed.data;
  const { verified } = await verifySolution({ challenge, solution: { ...solution, time: 0 }, deriveKey, ...secretsOf(keyring) });
  return verified ? { id: challenge.signature, until: challenge.parameters.expiresAt * 1000 } : undefined;
};
