import { Announcement } from '../../schemas/publication.ts';

/** What an alert says, with the parts that a test cares for. */
export const anAnnouncement = (parts: Partial<Announcement> = {}): Announcement =>
  Announcement.parse({
    audience: 'particuliers',
    ficheId: 'F265',
    revision: 2,
    title: 'Carte Vitale',
    changeNote: 'La carte Vitale change de couleur au premier janvier.',
    passages: [
      {
        change: 'rewritten',
        part: 'body',
        path: ['Coût'],
        words: [
          { change: 'same', text: 'La carte coûte ' },
          { change: 'removed', text: '450 €' },
          { change: 'added', text: '480 €' },
          { change: 'same', text: '.' },
        ],
      },
    ],
    morePassages: 0,
    ...parts,
  });
