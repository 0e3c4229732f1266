import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod/mini';
import { lazily } from '../../functions/shared/lazily.ts';
import { bundling } from '../../lib/bundle.ts';
import { onFirstUse } from '../../lib/bundling/light-schemas.ts';
import { consumers } from '../../schemas/events/index.ts';
import { routes } from '../../schemas/routes/index.ts';
import type { Route } from '../../schemas/routes/route.ts';

const withImport = (source: string): string => `import { lazily } from 'lazily'; ${source}`;

describe('schemas in a bundle', () => {
  it.each([
    ['a schema on one line', 'export const A = z.string();', 'export const A = /* @__PURE__ */ lazily(() => z.string());'],
    [
      'a schema made from another',
      'const B = z.pick(A, { id: true });',
      'const B = /* @__PURE__ */ lazily(() => z.pick(A, { id: true }));',
    ],
    [
      'a typed schema',
      'export const C: z.ZodMiniType<C> = z.lazy(() => D);',
      'export const C: z.ZodMiniType<C> = /* @__PURE__ */ lazily(() => z.lazy(() => D));',
    ],
    [
      'a schema over several lines',
      'export const E = z.partial(\n  z.object({\n    a: z.string(),\n  }),\n);\nexport type E = 1;',
      'export const E = /* @__PURE__ */ lazily(() => z.partial(\n  z.object({\n    a: z.string(),\n  }),\n));\nexport type E = 1;',
    ],
    [
      'the parts of a route',
      '    params: z.object({ a: A }),\n    body: B,\n    response: z\n      .object({\n        c: C,\n      })\n      .partial(),\n    problems: [],\n',
      '    params: /* @__PURE__ */ lazily(() => z.object({ a: A })),\n    body: B,\n    response: /* @__PURE__ */ lazily(() => z\n      .object({\n        c: C,\n      })\n      .partial()),\n    problems: [],\n',
    ],
    ['the last part of a route', '    body: z.string(),\n  }),', '    body: /* @__PURE__ */ lazily(() => z.string()),\n  }),'],
  ])('builds %s when it is first looked at', (_what, source, light) => {
    expect(onFirstUse(source)).toBe(withImport(light));
  });

  it.each([
    ['a function', 'export const f = (a: string): string => {\n  return a;\n};'],
    ['a call that does something', 'const started = start();'],
    ['a call of another class', 'const bytes = Buffer.from([1]);'],
    ['a constant', 'export const LIMIT = 50;'],
    ['what is inside a function', 'const f = () => {\n  const inner = z.string();\n  return inner;\n};'],
    ['the argument of a call', 'send({\n    body: JSON.stringify({}),\n    to: 1,\n});'],
  ])('leaves %s alone', (_what, source) => {
    expect(onFirstUse(source)).toBe(source);
  });
});

describe('what is built when it is first looked at', () => {
  it('is built once, at the first look and not before', () => {
    let built = 0;
    const name = lazily(() => {
      built += 1;
      return z.string().check(z.minLength(2));
    });
    const person = z.object({ name, others: z.array(name) });
    expect(built).toBe(0);
    expect(person.safeParse({ name: 'Ada', others: ['Bo'] }).success).toBe(true);
    expect(person.safeParse({ name: 'A', others: [] }).success).toBe(false);
    expect(built).toBe(1);
  });

  it('can be extended, made optional and parsed as if it had been built at once', () => {
    const ref = lazily(() => z.object({ id: z.string() }));
    const longer = lazily(() => z.extend(ref, { at: z.optional(z.number()) }));
    expect(z.pick(longer, { id: true }).parse({ id: 'a', at: 1 })).toEqual({ id: 'a' });
    expect(z.optional(longer).parse(undefined)).toBeUndefined();
    expect(() => longer.parse({ at: 1 })).toThrow(z.core.$ZodError);
    expect('shape' in lazily(() => z.object({}))).toBe(true);
  });
});

/** Where a schema, and each of its checks, keeps what it was made of. */
const INTERNALS = '_zod';

/** What a schema takes, to its last check and message, as data that can be compared; a part of itself is told once. */
const meaning = (value: unknown, name = '', above: unknown[] = []): unknown => {
  if (typeof value === 'function') return name === 'error' || name === 'getter' ? meaning(value(), '', above) : 'a function';
  if (value instanceof RegExp) return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (INTERNALS in value) return meaning((value as z.ZodMiniType)[INTERNALS].def, name, above);
  if (above.includes(value)) return 'again';
  return Object.entries(value).map(([key, part]) => [key, meaning(part, key, [...above, value])]);
};

interface Declared {
  routes: Record<string, Route>;
  consumers: typeof consumers;
}

/** Everything that a caller or an event may say. */
const meanings = (declared: Declared): Record<string, unknown> => ({
  ...Object.fromEntries(
    Object.entries(declared.routes).flatMap(([name, route]) =>
      (['params', 'query', 'body', 'response'] as const).flatMap((part) =>
        route[part] ? [[`${name} ${part}`, meaning(route[part])]] : [],
      ),
    ),
  ),
  ...Object.fromEntries(Object.values(declared.consumers).flatMap(({ on }) => on.map(({ type, detail }) => [type, meaning(detail)]))),
});

describe('every route and event', () => {
  it('takes and gives in a bundle what its declaration says', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parvis-light-schemas-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const outfile = join(folder, 'schemas.mjs');
    const contents = "export { routes } from './schemas/routes/index.ts'; export { consumers } from './schemas/events/index.ts';";
    await build({ ...bundling, stdin: { contents, resolveDir: bundling.absWorkingDir, loader: 'ts' }, outfile, outExtension: {} });
    const bundled = meanings((await import(outfile)) as Declared);
    expect(Object.keys(bundled).length).toBeGreaterThan(40);
    expect(bundled).toEqual(meanings({ routes, consumers }));
  });
});
