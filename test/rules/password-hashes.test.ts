import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Argon2, argon2OfRuntime, nativeArgon2, portableArgon2 } from '../../functions/identity/passwords/argon2.ts';
import { PARAMETERS, passwordHashes } from '../../functions/identity/passwords/password-hashes.ts';
import { readPhc, writePhc } from '../../functions/identity/passwords/phc.ts';

const hashes = passwordHashes(argon2OfRuntime());

describe('the text that a password is kept as', () => {
  it('is read back as it was written, whatever the parameters', () => {
    const bytes = (least: number, most: number) => fc.uint8Array({ minLength: least, maxLength: most }).map((array) => Buffer.from(array));
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 2 ** 20 }),
        fc.integer({ min: 1, max: 9 }),
        bytes(9, 64),
        bytes(17, 64),
        (memory, passes, salt, hash) => {
          const phc = { memory, passes, lanes: 1, salt, hash };
          expect(readPhc(writePhc(phc))).toEqual(phc);
        },
      ),
    );
  });

  it.each([
    '',
    'Azerty123',
    '$2b$10$abcdefghijklmnopqrstuv',
    '$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    '$argon2id$v=16$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  ])('is not %j', (text) => {
    expect(readPhc(text)).toBeUndefined();
  });
});

describe('a password', () => {
  it('is kept as argon2id with the parameters of the day, never twice the same, and found again', async () => {
    const [first, second] = [await hashes.hash('Motdepasse1'), await hashes.hash('Motdepasse1')];
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(await hashes.matches('Motdepasse1', first)).toBe(true);
    expect(await hashes.matches('Motdepasse2', first)).toBe(false);
    expect(hashes.isOutdated(first)).toBe(false);
  });

  it('is the same from every keyboard that makes the same letters', async () => {
    const kept = await hashes.hash('Éléphant1'.normalize('NFD'));
    expect(await hashes.matches('Éléphant1'.normalize('NFC'), kept)).toBe(true);
    expect(await hashes.matches('Éléphant１', kept)).toBe(true);
  });

  it('is never right where there is none, not even the one that gives the hash of nobody', async () => {
    expect(await hashes.matches('', undefined)).toBe(false);
    const zeros: Argon2 = async ({ hashBytes }) => Buffer.alloc(hashBytes);
    expect(await passwordHashes(zeros).matches('x', undefined)).toBe(false);
  });

  it('costs the same work whether or not there is one', async () => {
    const works: unknown[] = [];
    const counted = passwordHashes(async (work) => {
      works.push({ ...work, salt: work.salt.length });
      return nativeArgon2(work);
    });
    const kept = await hashes.hash('Motdepasse1');
    await counted.matches('Autrechose1', kept);
    await counted.matches('Autrechose1', undefined);
    expect(works[0]).toEqual(works[1]);
  });

  it('that was kept with other parameters is still found, and known to be outdated', async () => {
    const salt = Buffer.alloc(16, 7);
    const old = { memory: 8192, passes: 1, lanes: 1 };
    const hash = await nativeArgon2({ ...old, password: 'Motdepasse1', salt, hashBytes: 32 });
    const kept = writePhc({ ...old, salt, hash });
    expect(await hashes.matches('Motdepasse1', kept)).toBe(true);
    expect(hashes.isOutdated(kept)).toBe(true);
  });

  it('kept in a form that we do not know is our failure, not a wrong password', async () => {
    await expect(hashes.matches('x', 'plain')).rejects.toThrow();
  });
});

describe('argon2id', () => {
  const work = { ...PARAMETERS, password: 'Éléphant1', salt: Buffer.alloc(16, 3), hashBytes: 32 };

  it('is the same from OpenSSL and from WebAssembly, so that a fallback locks nobody out', async () => {
    expect((await portableArgon2(work)).equals(await nativeArgon2(work))).toBe(true);
  });

  it('falls back when the runtime has none', async () => {
    const missing: Argon2 = async () => {
      throw new Error('unsupported');
    };
    const used: string[] = [];
    const portable: Argon2 = async ({ password }) => {
      used.push(password);
      return Buffer.alloc(32);
    };
    await argon2OfRuntime(missing, portable)(work);
    expect(used).toEqual([work.password]);
  });
});
