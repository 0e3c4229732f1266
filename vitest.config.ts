import { defineConfig } from 'vitest/config';

const SECOND = 1000;

/** One project per question, so that `npx vitest run --project rules` answers just that one. Times are in milliseconds, for a machine with two busy cores. */
const question = (
  name: string,
  options: { testTimeout: number; hookTimeout?: number; maxWorkers?: number; last?: true; isolate?: false; globalSetup?: string[] },
) => {
  const { last, ...test } = options;
  const generates = ['rules', 'use-cases', 'stores', 'contract'].includes(name);
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      hookTimeout: 60 * SECOND,
      ...test,
      ...(generates && { setupFiles: ['test/seed.ts'] }),
      ...(last && { sequence: { groupOrder: 1 } }),
    },
  };
};

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    allowOnly: false,
    projects: [
      question('rules', { testTimeout: 60 * SECOND, isolate: false }),
      question('use-cases', { testTimeout: 240 * SECOND, isolate: false }),
      question('contract', { testTimeout: 90 * SECOND, isolate: false }),
      question('checks', { testTimeout: 60 * SECOND, hookTimeout: 180 * SECOND }),
      question('stacks', { testTimeout: 60 * SECOND, hookTimeout: 120 * SECOND, isolate: false }),
      question('stores', { testTimeout: 90 * SECOND, hookTimeout: 90 * SECOND, isolate: false }),
      question('pages', { testTimeout: 60 * SECOND, hookTimeout: 60 * SECOND, isolate: false, globalSetup: ['test/pages/setup.ts'] }),
      question('journeys', {
        testTimeout: 120 * SECOND,
        hookTimeout: 120 * SECOND,
        globalSetup: ['test/journeys/setup.ts', 'test/pages/setup.ts'],
        /** They wait for queues and clocks more than they work. */
        maxWorkers: 3,
        last: true,
      }),
    ],
  },
});
