import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkArchive } from '../../functions/fiches/archive/check-archive.ts';
import { limits } from '../../functions/fiches/archive/limits.ts';
import { openArchive } from '../../functions/fiches/archive/open-archive.ts';
import { readEntry } from '../../functions/fiches/archive/read-entry.ts';
import { ficheXml } from '../doubles/fiche-xml.ts';
import { samplePath } from '../doubles/samples.ts';
import { type ZipEntry, zip } from '../doubles/zip.ts';

const fiche = (id: string, name = `${id}.xml`): ZipEntry => ({ name, content: ficheXml({ id }) });
const good = [fiche('F2'), fiche('F3')];
const goodBytes = zip(good);

const check = async (bytes: Buffer, within = limits as Parameters<typeof openArchive>[1]): Promise<void> =>
  checkArchive(await openArchive(bytes, within));

/** Turns one bit of the compressed data of the first entry. */
const spoilt = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  copy[80] = (copy[80] ?? 0) ^ 1;
  return copy;
};

const bomb = '0'.repeat(2_000_000);

describe('an archive', () => {
  it('of DILA’s own files is accepted', async () => {
    const archive = await openArchive(readFileSync(samplePath('fiches-sample')));
    await expect(checkArchive(archive)).resolves.toBeUndefined();
    expect(archive.fiches).toHaveLength(120);
  });

  it('gives its fiches in order, and leaves out indexes, folders and other files', async () => {
    const { fiches } = await openArchive(
      zip([
        { name: 'dossier/', content: '' },
        fiche('F3', 'dossier/F3.xml'),
        { name: 'arborescence.xml', content: '<arborescence/>' },
        { name: 'idxDateModifImp.xml', content: '<index/>' },
        { name: 'I12.jpg', content: 'image' },
        { name: '__MACOSX/._F2.xml', content: 'x' },
        fiche('F2'),
      ]),
    );
    expect(fiches.map(({ path, ficheId }) => [path, ficheId])).toEqual([
      ['dossier/F3.xml', 'F3'],
      ['F2.xml', 'F2'],
    ]);
  });

  it('may hold the same fiche for two audiences, and two files that cannot be read', async () => {
    const two = [
      fiche('F2', 'part/F2.xml'),
      { name: 'asso/F2.xml', content: ficheXml({ id: 'F2', audience: 'Associations' }) },
      { name: 'a/F9.xml', content: 'x' },
      { name: 'b/F9.xml', content: 'x' },
    ];
    await expect(check(zip(two))).resolves.toBeUndefined();
  });

  it.each([
    ['text', Buffer.from('bonjour'), /pas une archive ZIP/],
    ['nothing', Buffer.alloc(0), /pas une archive ZIP/],
    ['the beginning of an archive', goodBytes.subarray(0, goodBytes.length - 100), /endommagée|incomplète/],
    ['an archive without its beginning', goodBytes.subarray(60), /endommagée|incomplète|pas une archive/],
    ['an archive with a spoilt entry', spoilt(goodBytes), /endommagée/],
    ['a wrong checksum', zip([{ ...fiche('F2'), claims: { checksum: 1 } }]), /endommagée/],
    ['no fiche', zip([{ name: 'lisez-moi.txt', content: 'x' }]), /aucune fiche/],
    ['no entry', zip([]), /aucune fiche/],
    ['an encrypted entry', zip([{ ...fiche('F2'), claims: { encrypted: true } }]), /chiffrée/],
    ['another compression', zip([{ ...fiche('F2'), claims: { method: 12 } }]), /compression/],
    ['a name that climbs', zip([...good, { name: '../F4.xml', content: 'x' }]), /sort de son dossier/],
    ['an absolute name', zip([...good, { name: '/etc/F4.xml', content: 'x' }]), /sort de son dossier/],
    ['a name of another system', zip([...good, { name: 'C:/F4.xml', content: 'x' }]), /sort de son dossier/],
    ['a backslash in a name', zip([...good, { name: 'a\\F4.xml', content: 'x' }]), /sort de son dossier/],
    ['an id twice', zip([fiche('F2'), fiche('F2', 'copie/F2.xml')]), /F2 est deux fois/],
    ['an entry that inflates too well', zip([...good, { name: 'F4.xml', content: bomb }]), /anormale/],
    [
      'an entry that inflates to more than it says',
      zip([...good, { name: 'F4.xml', content: bomb, claims: { size: 5000 } }]),
      /endommagée|plus gros/,
    ],
    ['an entry that inflates to less than it says', zip([{ ...fiche('F2'), claims: { size: 5000 } }]), /endommagée/],
  ])('of %s is refused as a whole, with a reason', async (_what, bytes, reason) => {
    await expect(check(bytes)).rejects.toMatchObject({ name: 'ArchiveRefused', reason: expect.stringMatching(reason) });
  });

  it.each([
    ['entries', { entries: 1 }, /plus de 1 fichiers/],
    ['bytes in an entry', { entryBytes: 500 }, /trop gros/],
    ['bytes in all', { totalBytes: 1000 }, /trop grosse/],
  ])('with too many %s is refused', async (_what, within, reason) => {
    await expect(check(goodBytes, { ...limits, ...within })).rejects.toMatchObject({ reason: expect.stringMatching(reason) });
  });

  it('whose entry lies about its size is stopped while it inflates, not after', async () => {
    const bytes = zip([{ name: 'F2.xml', content: bomb, claims: { size: 900 } }]);
    await expect(check(bytes, { ...limits, entryBytes: 1000 })).rejects.toMatchObject({ name: 'ArchiveRefused' });
  });
});

describe('a file of an archive', () => {
  const read = async (entry: ZipEntry, audience: 'particuliers' | null = null) => {
    const [file] = (await openArchive(zip([entry]))).fiches;
    if (!file) throw new Error('no fiche in it');
    return readEntry(file, audience);
  };

  it('is read', async () => {
    expect(await read(fiche('F2'), 'particuliers')).toMatchObject({ ok: true, content: { ficheId: 'F2' } });
  });

  it.each([
    ['its name is another fiche’s', fiche('F2', 'F3.xml'), /ne concordent pas/],
    ['its name is not in capitals', fiche('F2', 'f2.xml'), /ne concordent pas/],
    ['it is for another audience', { name: 'F2.xml', content: ficheXml({ audience: 'Associations' }) }, /aux associations/],
    ['it is not XML', { name: 'F2.xml', content: 'x' }, /mal formé|caractère/],
  ])('is refused alone when %s', async (_why, entry, reason) => {
    expect(await read(entry, 'particuliers')).toEqual({ ok: false, line: 1, reason: expect.stringMatching(reason) });
  });
});
