import { describe, expect, it } from 'vitest';
import { droppable } from '../../lib/bundling/light-schemas.ts';

describe('schemas in a bundle', () => {
  it.each([
    ['a schema on one line', 'export const A = z.string();', 'export const A = /* @__PURE__ */ (() => z.string())();'],
    ['a schema made from another', 'const B = A.pick({ id: true });', 'const B = /* @__PURE__ */ (() => A.pick({ id: true }))();'],
    [
      'a typed schema',
      'export const C: z.ZodType<C> = z.lazy(() => D);',
      'export const C: z.ZodType<C> = /* @__PURE__ */ (() => z.lazy(() => D))();',
    ],
    [
      'a schema over several lines',
      'export const E = z\n  .object({\n    a: z.string(),\n  })\n  .partial();\nexport type E = 1;',
      'export const E = /* @__PURE__ */ (() => z\n  .object({\n    a: z.string(),\n  })\n  .partial())();\nexport type E = 1;',
    ],
  ])('lets the bundler drop %s', (_what, source, light) => {
    expect(droppable(source)).toBe(light);
  });

  it.each([
    ['a function', 'export const f = (a: string): string => {\n  return a;\n};'],
    ['a call that does something', 'const started = start();'],
    ['a constant', 'export const LIMIT = 50;'],
    ['what is inside a function', 'const f = () => {\n  const inner = z.string();\n  return inner;\n};'],
  ])('leaves %s alone', (_what, source) => {
    expect(droppable(source)).toBe(source);
  });
});
