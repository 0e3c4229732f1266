import * as crypto from 'node:crypto';

export interface Argon2Work {
  password: string;
  salt: Buffer;
  /** In KiB. */
  memory: number;
  passes: number;
  lanes: number;
  hashBytes: number;
}

/** argon2id, version 1.3 (RFC 9106). */
export type Argon2 = (work: Argon2Work) => Promise<Buffer>;

/** What the runtime's own OpenSSL does; it fails where that is too old to know argon2. */
export const nativeArgon2: Argon2 = ({ password, salt, memory, passes, lanes, hashBytes }) =>
  new Promise((resolve, reject) => {
    const parameters = { message: password, nonce: salt, parallelism: lanes, tagLength: hashBytes, memory, passes };
    crypto.argon2('argon2id', parameters, (error, hash) => (error ? reject(error) : resolve(hash)));
  });

/** The same in WebAssembly: about three times slower, and the same on every machine. */
export const portableArgon2: Argon2 = async ({ password, salt, memory, passes, lanes, hashBytes }) => {
  const { argon2id } = await import('hash-wasm');
  const hash = await argon2id({
    password,
    salt,
    parallelism: lanes,
    iterations: passes,
    memorySize: memory,
    hashLength: hashBytes,
    outputType: 'binary',
  });
  return Buffer.from(hash);
};

const TRIAL: Argon2Work = { password: '', salt: Buffer.alloc(8), memory: 8, passes: 1, lanes: 1, hashBytes: 16 };

/** The runtime's own argon2 where it has one, found out by the first hash; else the portable one. */
export const argon2OfRuntime = (native: Argon2 = nativeArgon2, portable: Argon2 = portableArgon2): Argon2 => {
  let chosen: Promise<Argon2> | undefined;
  const choose = async (): Promise<Argon2> => {
    try {
      await native(TRIAL);
      return native;
    } catch {
      return portable;
    }
  };
  return async (work) => {
    chosen ??= choose();
    return (await chosen)(work);
  };
};
