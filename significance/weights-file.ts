import { writeFileSync } from 'node:fs';
import { type Model, type ModelName, signalsOf } from '../functions/fiches/rules/significance/model.ts';

const FILE = new URL('../functions/fiches/rules/significance/weights.ts', import.meta.url);

/** Digits that change no answer are left out. */
const round = (value: number): number => Number(value.toFixed(3));

export const rounded = ({ bias, weights }: Model): Model => ({ bias: round(bias), weights: weights.map(round) });

const tableOf = (name: ModelName, { bias, weights }: Model): string =>
  [
    `  ${name}: {`,
    `    bias: ${bias},`,
    '    of: {',
    ...signalsOf(name).map(([signal, { meaning }], at) => `      /** ${meaning}. */\n      ${signal}: ${weights[at]},`),
    '    },',
    '  },',
  ].join('\n');

/** The table of weights as code, in the format of the project. */
export const writeWeights = (models: Record<ModelName, Model>): void =>
  writeFileSync(
    FILE,
    `import type { Weights } from './signals.ts';

/** Written by \`npm run significance -- FOLDER --train\`: never by hand. */
export const weights: Weights = {
${tableOf('undated', models.undated)}
${tableOf('dated', models.dated)}
};
`,
  );
