import { describe, expect, it } from 'vitest';
import { contentType } from '../../../functions/documents/content-type.ts';
import { verdictOf } from '../../../functions/documents/rules/verdict.ts';
import { ScanMessage } from '../../../functions/documents/scan-message.ts';
import { MAX_FILE_BYTES } from '../../../schemas/document.ts';
import { pdf, png } from '../../doubles/wallet.ts';
import { zip } from '../../doubles/zip.ts';

const good = { scan: 'clean', size: 10, announced: 10, found: 'application/pdf' } as const;

describe('what becomes of a file', () => {
  it.each([
    ['a PDF', {}, 'application/pdf'],
    ['a photograph of a telephone', { found: 'image/heic' }, 'image/heic'],
    ['the same by another name', { found: 'image/heif' }, 'image/heic'],
    ['the largest there may be', { size: MAX_FILE_BYTES, announced: MAX_FILE_BYTES }, 'application/pdf'],
  ])('%s is taken', (_, change, type) => {
    expect(verdictOf({ ...good, ...change })).toEqual({ type });
  });

  it.each([
    ['malware, whatever else is wrong', { scan: 'infected', size: 0, found: undefined }, /malveillant.*supprimé/],
    ['nothing at all', { size: 0, announced: 0 }, /vide/],
    ['one byte too many', { size: MAX_FILE_BYTES + 1, announced: MAX_FILE_BYTES + 1 }, /dépasse 4,0 Mo/],
    ['half of a file', { size: 9 }, /pas arrivé entier/],
    ['an archive by the name of a PDF', { found: 'application/zip' }, /quel que soit son nom.*PDF, JPEG/],
    ['a program', { found: 'application/x-elf' }, /PDF, JPEG/],
    ['a document with macros', { found: 'application/vnd.ms-word.document.macroenabled.12' }, /PDF, JPEG/],
    ['what shows no type', { found: undefined }, /PDF, JPEG/],
    ['what the scanner cannot open', { scan: 'unreadable' }, /mot de passe/],
  ] as const)('%s is refused, and the reason says what to do', (_, change, reason) => {
    expect(verdictOf({ ...good, ...change })).toEqual({ reason: expect.stringMatching(reason) });
  });
});

describe('the type of a file', () => {
  const odt = 'application/vnd.oasis.opendocument.text';
  it.each([
    ['a PDF', pdf(), 'application/pdf'],
    ['a PNG', png(), 'image/png'],
    ['a JPEG', Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), 'image/jpeg'],
    ['a HEIC', Buffer.concat([Buffer.from('0000001866747970', 'hex'), Buffer.from('heic\0\0\0\0mif1heic', 'latin1')]), 'image/heic'],
    ['an ODT', zip([{ name: 'mimetype', content: odt }]), odt],
    ['an archive', zip([{ name: 'a.txt', content: 'a' }]), 'application/zip'],
    ['text', Buffer.from('bonjour'), undefined],
    ['nothing', Buffer.alloc(0), undefined],
  ])('is found in its content: %s', async (_, bytes, type) => {
    expect(await contentType(bytes)).toBe(type);
  });
});

describe('the event of a scan', () => {
  const id = '0a6f4a0e-5f0c-4f0a-9a3a-0d8d3c1f2b4e';
  const event = (scanResultStatus: string, objectKey = `incoming/${id}`) => ({
    detail: { s3ObjectDetails: { objectKey, eTag: 'abc' }, scanResultDetails: { scanResultStatus } },
  });
  it.each([
    ['NO_THREATS_FOUND', 'clean'],
    ['THREATS_FOUND', 'infected'],
    ['UNSUPPORTED', 'unreadable'],
    ['ACCESS_DENIED', 'failed'],
    ['FAILED', 'failed'],
  ])('%s means %s', (status, scan) => {
    expect(ScanMessage.parse(event(status))).toEqual({ fileId: id, eTag: 'abc', scan });
  });

  it('with a result that nobody has heard of is no message: it is never taken for clean', () => {
    expect(ScanMessage.safeParse(event('PROBABLY_FINE')).success).toBe(false);
  });

  it.each(['files/x', `files/${id}`, `incoming/${id}/more`, 'malware-protection-resource-validation-object'])(
    'of another object is about no file: %s',
    (key) => {
      expect(ScanMessage.parse(event('NO_THREATS_FOUND', key)).fileId).toBeUndefined();
    },
  );
});
