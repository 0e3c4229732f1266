/** What a model answered for one revision, and what was true. */
export interface Answer {
  confidence: number;
  significant: boolean;
  /** How much it counts; 1 where nothing is said. */
  weight?: number;
}

export interface Marks {
  revisions: number;
  significant: number;
  precision: number;
  recall: number;
  f1: number;
  /** Area under the curve of precision by recall, as the mean precision at each significant revision found. */
  prAuc: number;
}

const weightOf = ({ weight = 1 }: Answer): number => weight;
const total = (answers: Answer[]): number => answers.reduce((sum, answer) => sum + weightOf(answer), 0);
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Answers of one confidence come together: their order says nothing. */
const steps = (answers: Answer[]): { confidence: number; called: number; found: number }[] => {
  const groups = Map.groupBy(
    answers.toSorted((a, b) => b.confidence - a.confidence),
    ({ confidence }) => confidence,
  );
  let [called, found] = [0, 0];
  return [...groups].map(([confidence, group]) => {
    called += total(group);
    found += total(group.filter(({ significant }) => significant));
    return { confidence, called, found };
  });
};

/** At the turning point of a half. */
export const marksOf = (answers: Answer[]): Marks => {
  const truth = answers.filter(({ significant }) => significant);
  const called = answers.filter(({ confidence }) => confidence >= 0.5);
  const found = total(called.filter(({ significant }) => significant));
  const [precision, recall] = [share(found, total(called)), share(found, total(truth))];
  let before = 0;
  let prAuc = 0;
  for (const step of steps(answers)) {
    prAuc += share(step.found - before, total(truth)) * share(step.found, step.called);
    before = step.found;
  }
  return {
    revisions: answers.length,
    significant: truth.length,
    precision,
    recall,
    f1: share(2 * precision * recall, precision + recall),
    prAuc,
  };
};

/** The confidence from which answers are called significant at the best F1. */
export const bestThreshold = (answers: Answer[]): number => {
  const truth = total(answers.filter(({ significant }) => significant));
  const best = { f1: -1, confidence: 0.5 };
  for (const { confidence, called, found } of steps(answers)) {
    const f1 = share(2 * found, called + truth);
    if (f1 > best.f1) Object.assign(best, { f1, confidence });
  }
  return best.confidence;
};
