import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MailLetter, postLetter } from '../../functions/shared/letters/post.ts';
import { aLetter, sentInMemory } from '../doubles/letters.ts';
import { keepLogLines } from '../doubles/log-lines.ts';

let log: ReturnType<typeof keepLogLines>;
beforeEach(() => {
  log = keepLogLines();
});
afterEach(() => log.restore());

const given = (mail: MailLetter = async () => 'accepted', turns = 1) => {
  const mailed: string[] = [];
  let now = Date.UTC(2026, 2, 2, 8);
  const post = postLetter({
    sent: sentInMemory(),
    budget: { take: async () => turns },
    mail: (to, letter) => {
      mailed.push(to);
      return mail(to, letter);
    },
    clock: () => new Date(now),
  });
  return {
    mailed,
    wait: (seconds: number) => {
      now += seconds * 1000;
    },
    post: (id = 'event') => post({ id, to: 'camille@exemple.fr', letter: aLetter }),
  };
};

describe('a letter to one person', () => {
  it('goes once, however often its event is delivered', async () => {
    const { post, mailed, wait } = given();
    await post();
    await post();
    wait(3600);
    await post();
    expect(mailed).toEqual(['camille@exemple.fr']);
    await post('another event');
    expect(mailed).toHaveLength(2);
  });

  it('goes once when two workers have the same event at the same moment: the second one is called again later', async () => {
    const { post, mailed } = given();
    const outcomes = await Promise.allSettled([post(), post()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(mailed).toHaveLength(1);
    await post();
    expect(mailed).toHaveLength(1);
  });

  it('goes when its first worker failed or was killed before it was sent, once its hold has ended', async () => {
    let failures = 1;
    const { post, mailed, wait } = given(async () => {
      if (failures-- > 0) throw new Error('no answer');
      return 'accepted';
    });
    await expect(post()).rejects.toThrow('no answer');
    await expect(post()).rejects.toThrow('in hand');
    wait(16);
    await post();
    await post();
    expect(mailed).toHaveLength(2);
  });

  it('waits in its queue while the mail service takes nothing, and is not lost', async () => {
    const { post, mailed } = given(async () => 'accepted', 0);
    await expect(post()).rejects.toThrow('turn');
    expect(mailed).toEqual([]);
  });

  it('is given up when the service takes no mail to such an address, without a word of it in the log', async () => {
    const { post, mailed, wait } = given(async () => 'refused');
    await post();
    wait(60);
    await post();
    expect(mailed).toHaveLength(1);
    expect(log.lines().map(({ message }) => message)).toEqual(['letter.refused']);
    expect(JSON.stringify(log.lines())).not.toContain('camille');
  });
});
