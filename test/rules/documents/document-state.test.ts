import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DocumentState,
  described,
  fileRemoved,
  fileRestored,
  newDocument,
  uploadEnded,
  uploadOpened,
  uploadRefusal,
} from '../../../functions/documents/rules/document-state.ts';
import { acceptance, refusal } from '../../../functions/documents/settlement.ts';
import { SpaceId } from '../../../schemas/account.ts';
import { DocumentId, FileId, type FileOnItsWay, MAX_FILES, type StoredFile } from '../../../schemas/document.ts';
import { MemberId } from '../../../schemas/space.ts';

const now = new Date('2026-03-01T08:00:00.000Z');
const idOf = (number: number) => `0a6f4a0e-5f0c-4f0a-9a3a-${String(number).padStart(12, '0')}`;
const description = { name: 'Carte', kind: 'identity-card', expiresOn: '2026-12-31', reminders: true } as const;
const empty = (): DocumentState =>
  newDocument({ id: DocumentId.parse(idOf(1)), spaceId: SpaceId.parse(idOf(2)), description, addedBy: null, origin: null, now });

const upload = (number: number, replaces: FileId | null): FileOnItsWay => ({
  id: FileId.parse(idOf(number)),
  name: `${number}.pdf`,
  size: 100 + number,
  replaces,
  openedAt: now.toISOString(),
  openedBy: MemberId.parse(idOf(3)),
  until: now.toISOString(),
});

const step = fc.record({
  what: fc.constantFrom('open', 'replace', 'accept', 'refuse', 'end', 'remove', 'restore'),
  which: fc.nat({ max: 5 }),
});

/** All that people and the checker may do to one document, in any order. */
const live = (steps: { what: string; which: number }[]) => {
  let document = empty();
  let used = 0;
  const former: StoredFile[] = [];
  let next = 10;
  for (const { what, which } of steps) {
    const file = document.files[which % Math.max(1, document.files.length)];
    const waiting = document.onTheirWay[which % Math.max(1, document.onTheirWay.length)];
    if (what === 'open' || (what === 'replace' && file)) {
      const replaces = what === 'replace' && file ? file.id : null;
      if (uploadRefusal(document, replaces)) continue;
      const opened = upload(next++, replaces);
      document = uploadOpened(document, opened);
      used += opened.size;
    } else if (what === 'accept' && waiting) {
      const change = acceptance(document, waiting, { type: 'application/pdf', now });
      former.push(...(change.items ?? []).flatMap((item) => ('put' in item && item.put === 'former' ? [item.former] : [])));
      document = change.next ?? document;
      used += change.storage?.used ?? 0;
    } else if (what === 'refuse' && waiting) {
      const change = refusal(document, waiting, { reason: 'non', now });
      document = change.next ?? document;
      used += change.storage?.used ?? 0;
    } else if (what === 'end' && waiting) {
      document = uploadEnded(document, waiting.id);
      used -= waiting.size;
    } else if (what === 'remove' && file) {
      document = fileRemoved(document, file.id);
      former.push(file);
      used -= file.size;
    } else if (what === 'restore') {
      const back = former.pop();
      const restored = back && fileRestored(document, back);
      if (restored) {
        document = restored;
        used += back.size;
      }
    }
  }
  return { document, used };
};

describe('a document', () => {
  it('never has more than four places, never a file twice, and takes the room of what is in it and on its way, whatever is done', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { document, used } = live(steps);
        const { files, onTheirWay, refused } = document;
        const ids = [...files, ...onTheirWay].map(({ id }) => id);
        expect(files.length + onTheirWay.filter(({ replaces }) => replaces === null).length).toBeLessThanOrEqual(MAX_FILES);
        expect(new Set(ids).size).toBe(ids.length);
        expect(used).toBe([...files, ...onTheirWay].reduce((sum, { size }) => sum + size, 0));
        expect(refused.length).toBeLessThanOrEqual(4);
        for (const { replaces } of onTheirWay) if (replaces) expect(files.map(({ id }) => id)).toContain(replaces);
      }),
    );
  });

  it('that is renamed is not reminded of again; with another date, or reminders again, it is', () => {
    const told = { ...empty(), reminder: null };
    expect(described(told, { ...description, name: 'Autre' }, now).reminder).toBeNull();
    expect(described(told, { ...description, expiresOn: '2027-12-31' }, now).reminder).toEqual({
      days: 60,
      at: '2027-11-01T07:00:00.000Z',
    });
    const silent = described(empty(), { ...description, reminders: false }, now);
    expect(silent.reminder).toBeNull();
    expect(described(silent, description, now).reminder?.days).toBe(60);
  });
});

describe('the files of a document', () => {
  const sent = (number: number, second: number, replaces: FileId | null = null): FileOnItsWay => ({
    ...upload(number, replaces),
    openedAt: new Date(now.getTime() + second * 1000).toISOString(),
  });
  const taken = (document: DocumentState, file: FileOnItsWay): DocumentState =>
    acceptance(document, file, { type: 'application/pdf', now }).next ?? document;
  const namesOf = ({ files }: DocumentState) => files.map(({ name }) => name);

  it('stand in the order in which they were sent, whichever was checked first, and a new one in the place of the old one', () => {
    const [front, back] = [sent(20, 1), sent(21, 2)];
    const both = taken(taken(uploadOpened(uploadOpened(empty(), front), back), back), front);
    expect(namesOf(both)).toEqual(['20.pdf', '21.pdf']);
    const newFront = sent(22, 3, front.id);
    const replaced = taken(uploadOpened(both, newFront), newFront);
    expect(namesOf(replaced)).toEqual(['22.pdf', '21.pdf']);
    const third = sent(23, 4);
    expect(namesOf(taken(uploadOpened(replaced, third), third))).toEqual(['22.pdf', '21.pdf', '23.pdf']);
  });
});
