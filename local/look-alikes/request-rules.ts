import type { RequestRule } from './look-alike.ts';

/** Refuses every parameter that is not in the list, as both State services do. */
export const onlyParameters = (allowed: readonly string[]): RequestRule => {
  const known = new Set(allowed);
  return (parameters) => {
    const unknown = [...new Set(parameters.keys())].filter((name) => !known.has(name));
    return unknown.length > 0 ? `paramètre non admis : ${unknown.join(', ')}` : undefined;
  };
};

export const required = (...names: string[]): RequestRule => {
  return (parameters) => {
    const missing = names.filter((name) => !parameters.get(name));
    return missing.length > 0 ? `paramètre obligatoire absent : ${missing.join(', ')}` : undefined;
  };
};

/** In characters. */
export const atLeast =
  (length: number, ...names: string[]): RequestRule =>
  (parameters) => {
    const short = names.filter((name) => (parameters.get(name) ?? '').length < length);
    return short.length > 0 ? `${short.join(' et ')} : ${length} caractères au moins` : undefined;
  };

/** Each word of a parameter must be one of these. */
export const wordsAmong =
  (name: string, allowed: readonly string[]): RequestRule =>
  (parameters) => {
    const foreign = (parameters.get(name) ?? '').split(' ').filter((word) => word !== '' && !allowed.includes(word));
    return foreign.length > 0 ? `${name} : valeur non admise (${foreign.join(', ')})` : undefined;
  };

export const once: RequestRule = (parameters) => {
  const repeated = [...new Set(parameters.keys())].filter((name) => parameters.getAll(name).length > 1);
  return repeated.length > 0 ? `paramètre répété : ${repeated.join(', ')}` : undefined;
};

/** What is wrong with a request, one sentence for each rule that it breaks. */
export const brokenRules = (rules: readonly RequestRule[], parameters: URLSearchParams): string[] =>
  rules.map((rule) => rule(parameters)).filter((broken) => broken !== undefined);
