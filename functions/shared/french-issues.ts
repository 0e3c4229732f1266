import type { core } from 'zod/mini';
import french from 'zod/v4/locales/fr.js';

const { localeError } = french();

const counted = (count: unknown, unit: string): string => `${count} ${unit}${Number(count) > 1 ? 's' : ''}`;

const units: Record<string, string> = { string: 'caractère', array: 'élément' };

/** A measure that is not kept, as a person reads it beside a field. */
const measure: core.$ZodErrorMap = (issue) => {
  const unit = 'origin' in issue ? units[String(issue.origin)] : undefined;
  if (unit === undefined) return undefined;
  if (issue.code === 'too_big') return `${counted(issue.maximum, unit)} au plus.`;
  if (issue.code !== 'too_small') return undefined;
  return issue.minimum === 1 ? 'Ce champ est obligatoire.' : `${counted(issue.minimum, unit)} au moins.`;
};

/** What is wrong with what was sent, in French, where the vocabulary has no words of its own for it. */
export const frenchIssues: core.$ZodErrorMap = (issue) => measure(issue) ?? localeError(issue);
