import { S3Error } from './s3-error.ts';

type Condition = Record<string, string> | [operator: string, subject: string | number, value: string | number];

export interface Policy {
  expiration: string;
  conditions: Condition[];
}

export interface SizeRange {
  smallest: number;
  largest: number;
}

const denied = (why: string) => new S3Error('AccessDenied', `Invalid according to Policy: ${why}`);

/** Fields that every form carries and that no condition needs to name. */
const free = new Set(['policy', 'x-amz-signature', 'file']);

const readPolicy = (fields: Map<string, string>): Policy => {
  const encoded = fields.get('policy');
  if (!encoded) throw new S3Error('AccessDenied', 'Access Denied: the form carries no policy');
  try {
    return JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch {
    throw denied('it is not JSON');
  }
};

const exact = (condition: Condition): [name: string, operator: string, value: string][] =>
  Array.isArray(condition)
    ? [[String(condition[1]).replace(/^\$/, ''), condition[0].toLowerCase(), String(condition[2])]]
    : Object.entries(condition).map(([name, value]) => [name, 'eq', value]);

/**
 * Checks the fields of a form against the policy that was signed for it, before a byte of the file is read; gives the size that the file may
 * have. Throws what S3 would answer.
 */
export const checkPolicy = (bucket: string, fields: Map<string, string>, now: number): SizeRange => {
  const { expiration, conditions } = readPolicy(fields);
  if (Date.parse(expiration) <= now) throw denied('Policy expired.');
  const range: SizeRange = { smallest: 0, largest: 5 * 1024 ** 3 };
  const named = new Set<string>();
  for (const condition of conditions) {
    if (Array.isArray(condition) && condition[0] === 'content-length-range') {
      range.smallest = Number(condition[1]);
      range.largest = Number(condition[2]);
      continue;
    }
    for (const [name, operator, value] of exact(condition)) {
      const field = name.toLowerCase();
      named.add(field);
      const given = field === 'bucket' ? bucket : (fields.get(field) ?? '');
      const holds = operator === 'starts-with' ? given.startsWith(value) : operator === 'eq' && given === value;
      if (!holds) throw denied(`Policy Condition failed: ["${operator}", "$${name}", "${value}"]`);
    }
  }
  const extra = [...fields.keys()].filter((field) => !named.has(field) && !free.has(field) && !field.startsWith('x-ignore-'));
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(', ')}`);
  return range;
};

/** Passes a file on while it stays within its range; throws at the first byte too many, or at the end when it is too small. */
export async function* withinRange(file: AsyncIterable<Buffer>, { smallest, largest }: SizeRange): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const part of file) {
    size += part.length;
    if (size > largest) throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
    yield part;
  }
  if (size < smallest) throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
}
