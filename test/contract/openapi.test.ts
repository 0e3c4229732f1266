import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../docs/document.ts';
import { problems } from '../../schemas/problem.ts';
import { routes } from '../../schemas/routes/index.ts';
import { problemsOf, type Route } from '../../schemas/routes/route.ts';

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters?: { in: string; name: string; required?: boolean; schema: unknown }[];
  requestBody?: { content: Record<string, { schema: unknown }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: unknown; examples?: Record<string, unknown> }> }>;
}
interface Document {
  openapi: string;
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}

const document = JSON.parse(JSON.stringify(openApiDocument())) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);
const declared: [string, Route][] = Object.entries(routes);
const operationOf = (name: string) => operations.find(({ operation }) => operation.operationId === name);

const references = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' && typeof inner === 'string' ? [inner] : references(inner)));
};

const resolve = (reference: string): unknown =>
  reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>(
      (node, step) => (node as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );

describe('docs/openapi.json', () => {
  it('is what the routes declare', () => {
    const written = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
    expect(JSON.parse(written)).toEqual(document);
  });

  it('follows OpenAPI 3.1 and points at nothing that is missing', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const found = references(document);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((reference) => !reference.startsWith('#/') || resolve(reference) === undefined)).toEqual([]);
  });

  it('writes French as people read it: no straight apostrophe', () => {
    const written = [...Object.values(problems).map(({ title }) => title), ...operations.map(({ operation }) => operation.summary)];
    expect(written.filter((text) => text.includes("'"))).toEqual([]);
  });

  it('names every schema that is shared', () => {
    expect(Object.keys(document.components.schemas).filter((name) => !/^[A-Z]\w+$/.test(name))).toEqual([]);
  });

  it('has one operation per route, each with its own name', () => {
    expect(operations.map(({ operation }) => operation.operationId).toSorted()).toEqual(Object.keys(routes).toSorted());
  });

  it.each(declared)('%s is told as it is declared', (name, route) => {
    const found = operationOf(name);
    expect(found).toMatchObject({ path: route.path, method: route.method, operation: { summary: route.summary } });
    expect(document.tags.map((tag) => tag.name)).toContain(found?.operation.tags[0]);
    expect(found?.operation.security).toEqual(route.access === 'public' ? [] : [{ accessToken: ['parvis'] }]);
    expect(found?.operation.requestBody !== undefined).toBe((route.body ?? route.form) !== undefined);
  });

  it.each(declared)('%s declares each placeholder of its path as a required parameter', (name, route) => {
    const placeholders = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, placeholder = '']) => placeholder);
    const parameters = operationOf(name)?.operation.parameters ?? [];
    const inPath = parameters.filter((parameter) => parameter.in === 'path');
    expect(inPath.map((parameter) => parameter.name).toSorted()).toEqual(placeholders.toSorted());
    expect(inPath.every(({ required, schema }) => required === true && schema !== undefined)).toBe(true);
  });

  it.each(declared)('%s tells every refusal, with an example where it is JSON', (name, route) => {
    const responses = operationOf(name)?.operation.responses ?? {};
    expect(responses).toHaveProperty(String(route.status));
    for (const kind of problemsOf(route)) {
      const content = responses[problems[kind].status]?.content ?? {};
      if (route.media) expect(Object.keys(content)).toEqual(['text/html']);
      else expect(content['application/problem+json']?.examples?.[kind]).toMatchObject({ value: { title: problems[kind].title } });
    }
  });
});
