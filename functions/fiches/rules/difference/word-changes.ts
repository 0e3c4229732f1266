import { diffArrays } from 'diff';
import type { WordChange } from '../../../../schemas/revision.ts';
import { isWord, type Token, tokensOf } from './typography.ts';

/** Beyond this many changed words in one paragraph, nobody reads them one by one: the whole is shown as replaced. */
export const MAX_EDITS = 1200;
/** An unchanged small word between two changes, in characters, is read with them. */
const SMALL = 3;

type Run = { change: WordChange['change']; tokens: Token[] };

const textOfRun = (tokens: Token[]): string => tokens.map(({ text }) => text).join('');

/** What stays is shown in its new typography. */
const runsOf = (before: Token[], after: Token[], most: number): Run[] | undefined => {
  const keys = (tokens: Token[]): string[] => tokens.map(({ key }) => key);
  const changes = diffArrays(keys(before), keys(after), { maxEditLength: most });
  let [b, a] = [0, 0];
  return changes?.map(({ added, removed, count }) => {
    if (removed) return { change: 'removed', tokens: before.slice(b, (b += count)) };
    const tokens = after.slice(a, (a += count));
    if (!added) b += count;
    return { change: added ? 'added' : 'same', tokens };
  });
};

const isSmall = ({ change, tokens }: Run): boolean => {
  const words = tokens.filter(({ key }) => isWord(key));
  return change === 'same' && words.length <= 1 && words.every(({ key }) => key.length <= SMALL && !/\d/.test(key));
};

/** Neighbouring changes as one: all that went, then all that came. */
const gather = (runs: Run[]): Run[] => {
  const gathered: Run[] = [];
  let removed: Token[] = [];
  let added: Token[] = [];
  const flush = (): void => {
    if (removed.length > 0) gathered.push({ change: 'removed', tokens: removed });
    if (added.length > 0) gathered.push({ change: 'added', tokens: added });
    [removed, added] = [[], []];
  };
  runs.forEach((run, at) => {
    const isBetweenChanges = at > 0 && at < runs.length - 1;
    if (run.change === 'same' && !(isBetweenChanges && isSmall(run))) {
      flush();
      gathered.push(run);
    } else {
      if (run.change !== 'added') removed.push(...run.tokens);
      if (run.change !== 'removed') added.push(...run.tokens);
    }
  });
  flush();
  return gathered;
};

/** White space that alone came or went says nothing: it is as the new text has it. */
const withoutBlankChanges = (runs: Run[]): Run[] =>
  runs.flatMap((run, at) => {
    const isBlank = run.change !== 'same' && run.tokens.every(({ key }) => key === ' ');
    const isAlone = [runs[at - 1], runs[at + 1]].every((next) => next === undefined || next.change === 'same');
    if (!isBlank || !isAlone) return [run];
    return run.change === 'added' ? [{ change: 'same', tokens: run.tokens }] : [];
  });

/** Neighbours of one kind as one. */
const joined = (runs: Run[]): Run[] =>
  runs.reduce<Run[]>((done, run) => {
    const last = done.at(-1);
    if (last?.change === run.change) last.tokens.push(...run.tokens);
    else done.push({ change: run.change, tokens: [...run.tokens] });
    return done;
  }, []);

const whole = (before: string, after: string): WordChange[] => [
  { change: 'removed', text: before },
  { change: 'added', text: after },
];

/**
 * How one text became the other. Same and removed words give back the first, same and added words the second, but for typography. The reading
 * is the same in both directions, so that the words counted as added one way are those removed the other way. Beyond `most` edits the whole is
 * shown as replaced.
 */
export const wordChanges = (before: string, after: string, most = MAX_EDITS): WordChange[] => {
  const [old, fresh] = [tokensOf(before), tokensOf(after)];
  const keyOf = (tokens: Token[]): string => tokens.map(({ key }) => key).join('\n');
  const forward = keyOf(old) <= keyOf(fresh);
  const runs = forward ? runsOf(old, fresh, most) : runsOf(fresh, old, most)?.map(mirror);
  if (!runs) return whole(before, after);
  return joined(gather(joined(withoutBlankChanges(runs)))).map(({ change, tokens }) => ({ change, text: textOfRun(tokens) }));
};

const mirror = (run: Run): Run => ({ ...run, change: run.change === 'added' ? 'removed' : run.change === 'removed' ? 'added' : 'same' });

/** What it cost to find these changes among at most `most`: it grows with the square of the edits. */
export const effortOf = (words: WordChange[], most: number): number => {
  const edits = words.reduce((sum, { change, text }) => (change === 'same' ? sum : sum + tokensOf(text).length), 0);
  return Math.min(edits, most) ** 2;
};
