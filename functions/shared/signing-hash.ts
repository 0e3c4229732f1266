import { createHash, createHmac, createSecretKey, type Hash, type Hmac, type KeyObject } from 'node:crypto';

type SourceData = string | ArrayBuffer | ArrayBufferView;

/** A function has one secret, and a key that the SDK derives from it for a day and each service that it calls. */
const REMEMBERED = 8;
const keys = new Map<unknown, KeyObject>();

const bytesOf = (data: SourceData): Uint8Array | string => {
  if (typeof data === 'string' || data instanceof Uint8Array) return data;
  return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);
};

/** A secret that comes again, be it the same text or the very same bytes, is made a key of once. */
const keyOf = (secret: SourceData): KeyObject => {
  const known = keys.get(secret);
  if (known) return known;
  const bytes = bytesOf(secret);
  const key = createSecretKey(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  for (const oldest of keys.keys()) if (keys.size >= REMEMBERED) keys.delete(oldest);
  keys.set(secret, key);
  return key;
};

/**
 * What clients of AWS sign with. The SDK's own hands the secret's bytes to each signature, and Node makes a key of them each time, which costs
 * three times the signature; with a key that is kept, each call of AWS takes less of a processor.
 */
export class SigningHash {
  readonly #secret: SourceData | undefined;
  #hash: Hash | Hmac;

  constructor(secret?: SourceData) {
    this.#secret = secret;
    this.#hash = this.#begin();
  }

  #begin(): Hash | Hmac {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', keyOf(this.#secret));
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    this.#hash = this.#begin();
  }
}
