import { type Announcement, MAX_PASSAGES } from '../../../schemas/publication.ts';
import type { Passage } from '../../../schemas/revision.ts';

interface Told {
  revision: number;
  passage: Passage;
}

const rankOf = ({ passage: { part, change } }: Told): number => (part === 'body' ? 0 : 2) + (change === 'moved' ? 1 : 0);

/** The first passage of each revision, then the second of each: none is left out for another's length. */
const inTurns = (announcements: Announcement[]): Told[] => {
  const longest = Math.max(...announcements.map(({ passages }) => passages.length));
  return Array.from({ length: longest }, (_, turn) =>
    announcements.flatMap(({ revision, passages }) => (passages[turn] ? [{ revision, passage: passages[turn] }] : [])),
  ).flat();
};

const unlike = (told: Told[]): Told[] => {
  const seen = new Set<string>();
  return told.filter(({ passage }) => seen.size < seen.add(JSON.stringify(passage)).size);
};

const notesOf = (announcements: Announcement[]): string => {
  const notes = [...new Set(announcements.map(({ changeNote }) => changeNote))];
  return notes.length === 1 ? (notes[0] ?? '') : notes.map((note) => `– ${note}`).join('\n');
};

/** What one mail says of several revisions of a fiche, the oldest first: all their notes, and passages of each. It is named after the last one. */
export const joinAnnouncements = (announcements: [Announcement, ...Announcement[]]): Announcement => {
  const ordered = announcements.toSorted((a, b) => a.revision - b.revision);
  const last = ordered.at(-1) ?? announcements[0];
  if (ordered.length === 1) return last;
  const all = unlike(inTurns(ordered));
  const shown = all.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, MAX_PASSAGES);
  return {
    ...last,
    urgent: ordered.some(({ urgent }) => urgent),
    changeNote: notesOf(ordered),
    passages: shown.toSorted((a, b) => a.revision - b.revision).map(({ passage }) => passage),
    morePassages: ordered.reduce((sum, { morePassages }) => sum + morePassages, 0) + all.length - shown.length,
    joined: ordered.slice(0, -1).map(({ revision }) => revision),
  };
};
