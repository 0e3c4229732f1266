import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { assertIsSignatureJwk, type Jwk } from 'aws-jwt-verify/jwk';

const COORDINATE_BYTES = 32;
const DER = { integer: 0x02, sequence: 0x30, negative: 0x80 };

/** A positive number: without the zeros that a fixed width brings, and with one where the first bit would make it negative. */
const derInteger = (bytes: Buffer): Buffer => {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = bytes.subarray(first === -1 ? bytes.length - 1 : first);
  const padding = (digits[0] ?? 0) >= DER.negative ? [0] : [];
  return Buffer.concat([Buffer.from([DER.integer, digits.length + padding.length, ...padding]), digits]);
};

/**
 * The signature of ES256 (two coordinates, RFC 7518) as OpenSSL itself writes it. To have Node read it as it comes takes options beside the key, and
 * with them Node prepares the key anew at each call: a third of the time of the whole check.
 */
export const derSignature = (signature: Buffer): Buffer | undefined => {
  if (signature.length !== 2 * COORDINATE_BYTES) return undefined;
  const numbers = Buffer.concat([derInteger(signature.subarray(0, COORDINATE_BYTES)), derInteger(signature.subarray(COORDINATE_BYTES))]);
  return Buffer.concat([Buffer.from([DER.sequence, numbers.length]), numbers]);
};

/** The one algorithm of a key: a token repeats its name, and never chooses how a key is read. */
const algorithmOf = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): 'RS256' | 'ES256' | undefined => {
  if (asymmetricKeyType === 'rsa') return 'RS256';
  return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'ES256' : undefined;
};

const readyKey = (jwk: Jwk) => {
  assertIsSignatureJwk(jwk);
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const algorithm = algorithmOf(key);
  return { key, algorithm: jwk.alg === undefined || jwk.alg === algorithm ? algorithm : undefined };
};

export interface SignedText {
  algorithm: string | undefined;
  text: string;
  /** In base64url. */
  signature: string;
}

/** Whether a key of the issuer signed the text, by RS256 or ES256 and by nothing else. A key is made ready once. */
export const signatureChecker = () => {
  const ready = new WeakMap<Jwk, ReturnType<typeof readyKey>>();
  return (jwk: Jwk, { algorithm, text, signature }: SignedText): boolean => {
    const known = ready.get(jwk) ?? readyKey(jwk);
    ready.set(jwk, known);
    if (known.algorithm === undefined || known.algorithm !== algorithm) return false;
    const sent = Buffer.from(signature, 'base64url');
    const readable = algorithm === 'ES256' ? derSignature(sent) : sent;
    return readable !== undefined && verify('sha256', Buffer.from(text), known.key, readable);
  };
};
