import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { SentForm } from '../../schemas/routes/route.ts';
import { checked } from './checked.ts';
import { Problem } from './problem.ts';

const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(;|$)/i;

/** Far more than any page of ours sends, and far less than it takes to keep a function busy. */
const LARGEST_FORM = 64 * 1024;

const sentFields = (event: APIGatewayProxyEventV2): Record<string, string> => {
  const text = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? '');
  if (!FORM_TYPE.test(event.headers['content-type'] ?? '') || text.length > LARGEST_FORM)
    throw new Problem('invalid', 'Ce que le navigateur a envoyé n’est pas le formulaire attendu. Revenez à la page et recommencez.');
  return Object.fromEntries(new URLSearchParams(text));
};

/** Reads a form by its schema; the first thing to mend of each field is told, in French. */
export const formOf = async <Schema extends z.ZodMiniObject>(
  schema: Schema,
  event: APIGatewayProxyEventV2,
): Promise<SentForm<z.output<Schema>>> => {
  const typed = sentFields(event);
  const result = await checked(schema, typed);
  if (result.success) return { valid: true, values: result.data, typed };
  const errors: Record<string, string> = {};
  for (const { path, message } of result.error.issues) errors[String(path[0] ?? '')] ??= message;
  return { valid: false, errors, typed };
};
