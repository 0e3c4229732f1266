import type * as z from 'zod/mini';

/**
 * Reads what somebody sent by its schema. The French words for what is wrong are loaded for those who are wrong: most are right, and would wait
 * for them at each start.
 */
export const checked = async <Schema extends z.ZodMiniType>(
  schema: Schema,
  sent: unknown,
): Promise<z.core.util.SafeParseResult<z.output<Schema>>> => {
  const result = schema.safeParse(sent);
  if (result.success) return result;
  const { frenchIssues } = await import('./french-issues.ts');
  return schema.safeParse(sent, { error: frenchIssues });
};
