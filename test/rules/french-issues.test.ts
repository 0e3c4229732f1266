import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { frenchIssues } from '../../functions/shared/french-issues.ts';

const saidOf = (schema: z.ZodMiniType, value: unknown): string | undefined =>
  z.safeParse(schema, value, { error: frenchIssues }).error?.issues[0]?.message;

it.each([
  [z.string().check(z.maxLength(120)), 'a'.repeat(121), '120 caractères au plus.'],
  [z.string().check(z.minLength(1)), '', 'Ce champ est obligatoire.'],
  [z.string().check(z.minLength(8)), 'a', '8 caractères au moins.'],
  [z.array(z.string()).check(z.maxLength(1)), ['a', 'b'], '1 élément au plus.'],
  [z.string().check(z.maxLength(1, 'Une lettre.')), 'ab', 'Une lettre.'],
  [z.string(), 1, 'Entrée invalide : chaîne de caractères attendu, nombre reçu'],
])('what is wrong with %s %j is said in plain words: %s', (schema, value, said) => expect(saidOf(schema, value)).toBe(said));
