import { describe, expect, it } from 'vitest';
import { PASSWORD, someone, standingDoor } from '../../doubles/standing-door.ts';

const { door } = standingDoor();

describe('guessing at an account', () => {
  it('is slowed down from where it comes, and nobody else has to wait for it', async () => {
    const email = someone();
    const accountId = await door().open(email, await door().hashOf(PASSWORD));
    const guess = () => door().signIn(email, 'Rouge-cerise-17', { address: '198.51.100.9' });
    const outcomes = [];
    for (let tries = 0; tries < 5; tries++) outcomes.push((await guess()).outcome);
    expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused', 'captcha']);
    // Its owner comes in from elsewhere, at once; and even from the same network, once they have shown that they are a person.
    expect(await door().signIn(email, PASSWORD)).toMatchObject({ outcome: 'accepted', accountId });
    const captcha = await door().work();
    expect(await door().signIn(email, PASSWORD, { address: '198.51.100.9', captcha })).toMatchObject({ outcome: 'accepted' });
  });

  it('waits longer each time, even for who shows to be a person, and the right password does not help meanwhile', async () => {
    const email = someone();
    await door().open(email, await door().hashOf(PASSWORD));
    const guess = async (password: string) => door().signIn(email, password, { address: '198.51.100.10', captcha: await door().work() });
    for (let tries = 0; tries < 6; tries++) expect((await guess('Rouge-cerise-17')).outcome).toBe('refused');
    const waits: number[] = [];
    for (let tries = 0; tries < 4; tries++) {
      const outcome = await guess(PASSWORD);
      if (outcome.outcome !== 'wait') throw new Error(`not slowed down: ${outcome.outcome}`);
      waits.push(outcome.seconds);
      door().wait(outcome.seconds / 3600);
      expect((await guess('Rouge-cerise-17')).outcome).toBe('refused');
    }
    expect(waits).toEqual([1, 2, 4, 8]);
  });

  it('from everywhere makes its owner show that they are a person, but in a browser of theirs, where it changes nothing', async () => {
    const email = someone();
    await door().open(email, await door().hashOf(PASSWORD));
    const before = await door().signIn(email, PASSWORD);
    const cookie = before.outcome === 'accepted' ? (before.cookies[0] ?? '') : '';
    expect(cookie).toMatch(/^device=[^;]+; Path=\/api\/identity; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/);
    const device = /^device=([^;]+)/.exec(cookie)?.[1] ?? '';
    for (let tries = 0; tries < 10; tries++) await door().signIn(email, 'Rouge-cerise-17', { address: `203.0.113.${tries}` });
    expect(await door().signIn(email, PASSWORD)).toEqual({ outcome: 'captcha', wrong: false });
    expect((await door().signIn(email, PASSWORD, { cookies: { device } })).outcome).toBe('accepted');
    // Another's cookie, or one that was made up, is none.
    expect((await door().signIn(email, PASSWORD, { cookies: { device: `${device}x` } })).outcome).toBe('captcha');
  });

  it('many times at once is not many guesses', async () => {
    const email = someone();
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, () => door().signIn(email, 'Rouge-cerise-17', { address: '198.51.100.11' })),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'refused').length).toBeLessThanOrEqual(4);
  });

  it('is in the history of the account, once for each event', async () => {
    const email = someone();
    const accountId = await door().open(email, await door().hashOf(PASSWORD));
    await door().signIn(email, 'Rouge-cerise-17');
    await door().signIn(someone(), 'Rouge-cerise-17');
    await door().deliver({ twice: true });
    expect(await door().history(accountId)).toEqual(['sign-in-failed']);
  });
});
