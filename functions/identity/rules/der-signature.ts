const SEQUENCE = 0x30;
const INTEGER = 0x02;
/** Of each half of a signature by P-256. */
const HALF_BYTES = 32;

/** An ECDSA signature as JOSE writes it (two numbers of 32 bytes, RFC 7518), from the DER that key services give. Throws on anything else. */
export const joseOfDer = (der: Uint8Array): Buffer => {
  const bytes = Buffer.from(der);
  if (bytes[0] !== SEQUENCE || bytes[1] !== bytes.length - 2) throw new Error('no DER signature');
  const [first, next] = integerAt(bytes, 2);
  const [second, end] = integerAt(bytes, next);
  if (end !== bytes.length) throw new Error('more than a DER signature');
  return Buffer.concat([first, second]);
};

const integerAt = (bytes: Buffer, at: number): [Buffer, number] => {
  const length = bytes[at + 1] ?? 0;
  const end = at + 2 + length;
  if (bytes[at] !== INTEGER || length === 0 || end > bytes.length) throw new Error('no number in a DER signature');
  const digits = bytes.subarray(at + 2, end);
  const value = digits[0] === 0 ? digits.subarray(1) : digits;
  if (value.length > HALF_BYTES) throw new Error('a number that is too long for P-256');
  return [Buffer.concat([Buffer.alloc(HALF_BYTES - value.length), value]), end];
};
