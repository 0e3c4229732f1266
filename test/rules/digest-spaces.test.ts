import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestMail } from '../../functions/alerts/mail/digest-mail.ts';
import type { DigestEntry } from '../../functions/alerts/rules/digest-groups.ts';
import { SpaceId } from '../../schemas/account.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { aFiche } from '../doubles/subscriptions.ts';

const SITE = 'https://parvis.example';
const personal = SpaceId.parse(randomUUID());
const other = SpaceId.parse(randomUUID());

const entry = (ficheId: string, { title }: { title: string }, spaceId = personal): DigestEntry => ({
  spaceId,
  announcement: anAnnouncement({ ...aFiche(ficheId), title }),
  leaveAddress: `${SITE}/api/leave/k1.${ficheId}`,
});

describe('the digest of somebody who also follows from associations', () => {
  it('tells the personal space first, then each association by its name, whatever is in it', () => {
    const club = SpaceId.parse(randomUUID());
    const entries = [entry('F1', { title: 'Impôts' }, club), entry('F2', { title: 'Bail' }, other), entry('F3', { title: 'Santé' })];
    const spaceNames = new Map([
      [club, 'Club <b>nautique</b>'],
      [other, 'Amis du quai'],
    ]);
    const mail = digestMail({ entries, siteAddress: SITE, pauseAddress: `${SITE}/api/pause/k1.pause`, spaceNames });
    const places = ['VOTRE ESPACE PERSONNEL', 'Santé', 'AMIS DU QUAI', 'Bail', 'CLUB <B>NAUTIQUE</B>', 'Impôts'].map((text) =>
      mail.text.lastIndexOf(text),
    );
    expect(places).toEqual(places.toSorted((one, next) => one - next));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    expect(mail.html).toContain('Club &lt;b&gt;nautique&lt;/b&gt;');
  });
});
