import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { memberIdOf } from '../../functions/shared/member-id.ts';
import { invitationKeyring, invitationLinks } from '../../functions/spaces/invitation-link.ts';
import { onLastMemberGone } from '../../functions/spaces/on-last-member-gone.ts';
import { onMemberInvited } from '../../functions/spaces/on-member-invited.ts';
import { onMemberRemoved } from '../../functions/spaces/on-member-removed.ts';
import { onSpaceClosingChanged } from '../../functions/spaces/on-space-closing-changed.ts';
import type { KeptInvitation } from '../../functions/spaces/store/invitation-items.ts';
import type { ClosedSpace } from '../../functions/spaces/store/space-items.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';
import { InvitationId } from '../../schemas/space.ts';
import { aContact } from '../doubles/accounts.ts';
import { postInMemory } from '../doubles/letters.ts';

const spaceId = SpaceId.parse(randomUUID());
const inviter = AccountId.parse(randomUUID());
const invitationId = InvitationId.parse(randomUUID());
const space = { id: spaceId, name: 'Club <nautique>', createdAt: '2026-05-01T08:00:00.000Z', members: 1, version: 1 };
const links = invitationLinks(async () => invitationKeyring(JSON.stringify({ k1: 'a random text of at least thirty-two characters' })));

describe('the letter of an invitation', () => {
  let kept: KeptInvitation | undefined;
  let inside: boolean;
  let office: ReturnType<typeof postInMemory>;
  beforeEach(() => {
    kept = {
      id: invitationId,
      spaceId,
      email: 'bo@exemple.fr',
      invitedBy: inviter,
      invitedAt: '2026-05-01T08:00:00.000Z',
      until: '2026-05-15T08:00:00.000Z',
      sendings: 1,
    };
    inside = true;
    office = postInMemory();
  });
  const react = (sending = 1, eventId = 'event', at = '2026-05-01T08:01:00.000Z') =>
    onMemberInvited({
      store: { find: async () => space },
      invitations: { find: async () => kept },
      members: { namesOf: async () => new Map([[memberIdOf(spaceId, inviter), 'Ada Martin']]) },
      membership: async () => inside,
      links,
      post: office.post,
      clock: () => new Date(at),
      siteAddress: 'https://parvis.example',
    })({ spaceId, invitationId, sending }, { eventId });

  it('says who invites, where, to which address and until when, and leads to the invitation', async () => {
    await react();
    const [posted] = office.posted;
    expect(posted).toMatchObject({ to: 'bo@exemple.fr', letter: { subject: 'Invitation à rejoindre « Club <nautique> »' } });
    for (const said of ['Ada Martin', 'bo@exemple.fr', '14 jours']) expect(posted?.letter.text).toContain(said);
    expect(posted?.letter.html).toContain('Club &lt;nautique&gt;');
    const link = /mon-espace\.html#\/invitations\/(\S+)/.exec(posted?.letter.text ?? '')?.[1] ?? '';
    expect(await links.open(link)).toEqual({ spaceId, invitationId });
  });

  it('goes once, however often the event comes', async () => {
    await react();
    await react();
    expect(office.posted).toHaveLength(1);
  });

  it.each([
    ['was withdrawn or answered', () => (kept = undefined)],
    ['was sent again since', () => (kept = kept && { ...kept, sendings: 2 })],
    ['has expired', () => (kept = kept && { ...kept, until: '2026-05-01T08:00:30.000Z' })],
    ['was sent by somebody who is out', () => (inside = false)],
  ])('does not go when the invitation %s', async (_what, change) => {
    change();
    await react();
    expect(office.posted).toEqual([]);
  });
});

describe('the letter of a removal', () => {
  const accountId = AccountId.parse(randomUUID());
  const react = async (how: 'left' | 'removed' | 'closed', status: 'active' | 'suspended' = 'active') => {
    const office = postInMemory();
    const accounts = { contactsOf: async () => new Map([[accountId, aContact('bo@exemple.fr', { status })]]) };
    await onMemberRemoved({ store: { find: async () => space }, accounts, post: office.post })(
      { spaceId, accountId, how },
      { eventId: 'event' },
    );
    return office.posted;
  };

  it('tells whoever was removed, and what stays theirs', async () => {
    const [posted] = await react('removed');
    expect(posted).toMatchObject({ to: 'bo@exemple.fr', letter: { subject: 'Vous n’avez plus accès à « Club <nautique> »' } });
    expect(posted?.letter.text).toContain('Votre compte et votre espace personnel ne changent pas');
  });

  it('tells nobody who left by themselves, closed the space, or is not written to', async () => {
    expect([await react('left'), await react('closed'), await react('removed', 'suspended')]).toEqual([[], [], []]);
  });
});

describe('the letter of a closing', () => {
  const accountId = AccountId.parse(randomUUID());
  const closesAt = '2026-05-08T10:30:00.000Z';
  let office: ReturnType<typeof postInMemory>;
  beforeEach(() => {
    office = postInMemory();
  });
  const react = (told: string | null, holds: string | null, eventId = 'event') => {
    const store = { find: async () => ({ ...space, ...(holds !== null && { closing: { at: holds } }) }) };
    const accounts = { contactsOf: async () => new Map([[accountId, aContact('ada@exemple.fr')]]) };
    const tell = onSpaceClosingChanged({ store, accounts, post: office.post, siteAddress: 'https://parvis.example' });
    return tell({ spaceId, accountId, closesAt: told }, { eventId });
  };

  it('says when everything goes, and leads to where it is called back; once, however often the event comes', async () => {
    await react(closesAt, closesAt);
    await react(closesAt, closesAt);
    expect(office.posted).toHaveLength(1);
    const [posted] = office.posted;
    expect(posted).toMatchObject({ to: 'ada@exemple.fr', letter: { subject: '« Club <nautique> » va être fermée' } });
    for (const said of ['8 mai 2026', '12:30', `https://parvis.example/mon-espace.html#/espaces/${spaceId}/reglages`])
      expect(posted?.letter.text).toContain(said);
  });

  it('says that the space stays when it was called back', async () => {
    await react(null, null);
    expect(office.posted).toMatchObject([{ letter: { subject: '« Club <nautique> » reste ouverte' } }]);
  });

  it('does not go when it holds no more', async () => {
    await react(closesAt, null);
    await react(null, closesAt, 'called back, and asked again');
    await react(closesAt, '2026-06-01T10:30:00.000Z', 'asked again');
    expect(office.posted).toEqual([]);
  });
});

describe('the letter of a space that was closed', () => {
  const accountId = AccountId.parse(randomUUID());
  const react = async (found: ClosedSpace | undefined, status: 'active' | 'closed' = 'active') => {
    const office = postInMemory();
    const accounts = { contactsOf: async () => new Map([[accountId, { email: 'ada@exemple.fr', status, personalSpaceId: spaceId }]]) };
    const tell = onLastMemberGone({ store: { findClosed: async () => found }, accounts, post: office.post });
    for (let time = 0; time < 2; time++) await tell({ spaceId, accountId }, { eventId: 'event' });
    return office.posted;
  };
  const closed = { name: 'Club <nautique>', closedAt: '2026-05-08T10:30:00.000Z' };

  it('tells its last member, once, when it ended and what that means', async () => {
    const posted = await react(closed);
    expect(posted).toMatchObject([{ to: 'ada@exemple.fr', letter: { subject: '« Club <nautique> » est fermée' } }]);
    for (const said of ['8 mai 2026', '12:30', 'sans retour possible', 'espace personnel ne changent pas'])
      expect(posted[0]?.letter.text).toContain(said);
    expect(posted[0]?.letter.html).toContain('Club &lt;nautique&gt;');
  });

  it('does not go to whoever left Parvis with it, or is not written to', async () => {
    expect([await react(undefined), await react(closed, 'closed')]).toEqual([[], []]);
  });
});
