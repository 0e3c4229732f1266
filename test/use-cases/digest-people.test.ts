import { afterAll, beforeAll, expect, it } from 'vitest';
import { digestRun } from '../doubles/digest-run.ts';
import { aDigestFollower } from '../doubles/digest-scene.ts';
import { keepLogLines } from '../doubles/log-lines.ts';

let log: ReturnType<typeof keepLogLines>;
beforeAll(() => {
  log = keepLogLines();
});
afterAll(() => log.restore());

const setUp = () => {
  const [one, other] = [aDigestFollower(1, 2), aDigestFollower(1, 2)];
  const run = digestRun([one, other]);
  return { one, other, run, lettersTo: (person: typeof one) => run.letters.get(person.accountId) ?? [] };
};

it('does not tell of a fiche that somebody has left since, and tells the rest', async () => {
  const { one, other, run, lettersTo } = setUp();
  const { ledger } = await run.run({ before: () => run.leave(one, 1) });
  expect(ledger).toMatchObject({ expected: 2, accepted: 2, left: 0 });
  expect(lettersTo(one)[0]?.mail.subject).toBe('Parvis : une fiche que vous suivez a changé');
  expect(lettersTo(one)[0]?.mail.text).not.toContain('Fiche numéro 1.');
  expect(lettersTo(other)[0]?.mail.subject).toBe('Parvis : 2 fiches que vous suivez ont changé');
});

it.each([
  ['has left all that changed', async ({ one, run }: ReturnType<typeof setUp>) => (await run.leave(one, 1)) && run.leave(one, 2)],
  ['is suspended', async ({ one, run }: ReturnType<typeof setUp>) => run.suspend(one)],
  ['has paused their digests', async ({ one, run }: ReturnType<typeof setUp>) => run.pause(one)],
])('sends nothing to somebody who %s, and counts them as left', async (_, change) => {
  const scene = setUp();
  const { ledger } = await scene.run.run({ before: () => change(scene) });
  expect(ledger).toMatchObject({ state: 'done', expected: 2, accepted: 1, left: 1 });
  expect(scene.lettersTo(scene.one)).toEqual([]);
  expect(scene.lettersTo(scene.other)).toHaveLength(1);
});

it('gives each fiche its own way to leave, and the mail reader’s button pauses the digests', async () => {
  const { one, run, lettersTo } = setUp();
  await run.run();
  const [letter] = lettersTo(one);
  const links = letter?.mail.text.match(/https:\S+\/api\/leave\/\S+/g) ?? [];
  expect(new Set(links).size).toBe(2);
  expect(letter?.leaveAddress).toMatch(/^https:\/\/parvis\.example\/api\/pause\/k1\.[\w-]+$/);
  expect(letter?.mail.text).toContain(letter?.leaveAddress);
  expect(letter?.address).toBe(`${one.accountId}@exemple.fr`);
});

it('tells of a fiche that somebody has left from one space and follows from another, under the name of the one that stays', async () => {
  const { one, run, lettersTo } = setUp();
  const { ledger } = await run.run({ before: () => run.moveElsewhere(one, 1) });
  expect(ledger).toMatchObject({ expected: 2, accepted: 2, left: 0 });
  expect(lettersTo(one)[0]?.mail.subject).toBe('Parvis : 2 fiches que vous suivez ont changé');
});
