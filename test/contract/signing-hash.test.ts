import { createHash, createHmac } from 'node:crypto';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SigningHash } from '../../functions/shared/signing-hash.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const digestOf = async (parts: Uint8Array[], secret?: string | Uint8Array | ArrayBuffer): Promise<string> => {
  const hash = new SigningHash(secret);
  for (const part of parts) hash.update(part);
  return hex(await hash.digest());
};

const bytes = fc.uint8Array({ maxLength: 200 });

describe('what clients of AWS sign with', () => {
  it('hashes as SHA-256 does, in however many parts', () =>
    fc.assert(
      fc.asyncProperty(fc.array(bytes), async (parts) => {
        expect(await digestOf(parts)).toBe(createHash('sha256').update(Buffer.concat(parts)).digest('hex'));
      }),
    ));

  it('signs as HMAC does with any secret, text or bytes, the second time as the first, however many came between', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.string(), bytes), { maxLength: 20 }), fc.array(bytes), async (secrets, parts) => {
        for (const secret of [...secrets, ...secrets])
          expect(await digestOf(parts, secret)).toBe(createHmac('sha256', secret).update(Buffer.concat(parts)).digest('hex'));
      }),
    ));

  it('takes a secret from the middle of a buffer', async () => {
    const memory = new TextEncoder().encode('before secret after').buffer;
    const expected = createHmac('sha256', 'secret').update('text').digest('hex');
    expect(await digestOf([Buffer.from('text')], new Uint8Array(memory, 7, 6))).toBe(expected);
    expect(await digestOf([Buffer.from('text')], memory.slice(7, 13))).toBe(expected);
  });

  it('begins anew when it is reset', async () => {
    const hash = new SigningHash('secret');
    hash.update(Buffer.from('something else'));
    hash.reset();
    hash.update(Buffer.from('text'));
    expect(hex(await hash.digest())).toBe(createHmac('sha256', 'secret').update('text').digest('hex'));
  });
});

describe('a client that signs with it', () => {
  beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-03-02T08:00:00.000Z'), toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  const signatureOf = async (config: ConstructorParameters<typeof DynamoDBClient>[0], secretAccessKey: string): Promise<string> => {
    let signature = '';
    const client = new DynamoDBClient({
      ...config,
      region: 'eu-west-3',
      maxAttempts: 1,
      credentials: { accessKeyId: 'somebody', secretAccessKey },
      requestHandler: {
        handle: async ({ headers }: { headers: Record<string, string> }) => {
          signature = headers['authorization']?.split('Signature=')[1] ?? '';
          throw new Error('far enough');
        },
      } as never,
    });
    /** The one header that is made up for each call. */
    const sameCall = (next: (args: unknown) => unknown) => (args: { request: { headers: object } }) => {
      Object.assign(args.request.headers, { 'amz-sdk-invocation-id': 'always the same' });
      return next(args);
    };
    client.middlewareStack.addRelativeTo(sameCall as never, { relation: 'before', toMiddleware: 'httpSigningMiddleware' });
    await client.send(new ListTablesCommand({})).catch(() => undefined);
    return signature;
  };

  it.each(['a secret', 'another secret', 'a secret'])('signs as the SDK does by itself with %s', async (secret) => {
    const own = await signatureOf({ sha256: SigningHash }, secret);
    expect(own).toMatch(/^[0-9a-f]{64}$/);
    expect(own).toBe(await signatureOf({}, secret));
  });
});
