import type { Json, JsonObject } from './template.ts';

/** What an expression may ask of the stack it stands in. */
export interface Scope {
  ref: (name: string) => Json | undefined;
  attribute: (id: string, attribute: string) => Json;
  imported: (exportName: string) => Json;
  output: (stack: string, name: string) => Json;
  condition: (name: string) => boolean;
  mapped: (map: string, first: string, second: string) => Json;
}

type Resolved = Json | undefined;
type Intrinsic = (argument: Json, scope: Scope) => Resolved;

const resolveList = (list: Json, scope: Scope): Json[] => {
  const resolved = resolve(list, scope);
  if (!Array.isArray(resolved)) throw new Error(`expected a list, got ${JSON.stringify(list)}`);
  return resolved;
};

const text = (value: Json | undefined, scope: Scope): string => {
  const resolved = value === undefined ? undefined : resolve(value, scope);
  if (resolved === undefined || resolved === null || typeof resolved === 'object')
    throw new Error(`expected a text, got ${JSON.stringify(value)}`);
  return String(resolved);
};

const substitute: Intrinsic = (argument, scope) => {
  const [pattern, variables] = Array.isArray(argument) ? [String(argument[0]), argument[1] as JsonObject] : [String(argument), {}];
  return pattern.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (variables[name] !== undefined) return text(variables[name], scope);
    const dot = name.indexOf('.');
    return dot > 0 ? String(scope.attribute(name.slice(0, dot), name.slice(dot + 1))) : String(scope.ref(name));
  });
};

const intrinsics: Record<string, Intrinsic> = {
  Ref: (name, scope) => scope.ref(String(name)),
  Condition: (name, scope) => scope.condition(String(name)),
  'Fn::GetAtt': (argument, scope) => {
    const [id = '', ...rest] = typeof argument === 'string' ? argument.split('.') : resolveList(argument, scope).map(String);
    return scope.attribute(id, rest.join('.'));
  },
  'Fn::ImportValue': (name, scope) => scope.imported(text(name, scope)),
  'Fn::GetStackOutput': (argument, scope) => {
    const { StackName, OutputName } = argument as JsonObject;
    return scope.output(text(StackName, scope), text(OutputName, scope));
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = argument as [string, Json];
    return resolveList(parts, scope).map(String).join(separator);
  },
  'Fn::Sub': substitute,
  'Fn::Select': (argument, scope) => {
    const [index, list] = argument as [Json, Json];
    const chosen = resolveList(list, scope)[Number(text(index, scope))];
    if (chosen === undefined) throw new Error(`Fn::Select beyond the end of ${JSON.stringify(list)}`);
    return chosen;
  },
  'Fn::Split': (argument, scope) => {
    const [separator, value] = argument as [string, Json];
    return text(value, scope).split(separator);
  },
  'Fn::If': (argument, scope) => {
    const [condition, yes, no] = argument as [string, Json, Json];
    return resolve(scope.condition(condition) ? yes : no, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = argument as [Json, Json];
    return text(left, scope) === text(right, scope);
  },
  'Fn::Not': (argument, scope) => !resolve((argument as Json[])[0] ?? null, scope),
  'Fn::And': (argument, scope) => (argument as Json[]).every((one) => resolve(one, scope)),
  'Fn::Or': (argument, scope) => (argument as Json[]).some((one) => resolve(one, scope)),
  'Fn::Base64': (argument, scope) => Buffer.from(text(argument, scope)).toString('base64'),
  'Fn::FindInMap': (argument, scope) => {
    const [map = '', first = '', second = ''] = (argument as Json[]).map((part) => text(part, scope));
    return scope.mapped(map, first, second);
  },
};

const isIntrinsic = (key: string, argument: Json): boolean =>
  key.startsWith('Fn::') || (key === 'Ref' && typeof argument === 'string') || (key === 'Condition' && typeof argument === 'string');

/** The value of an expression; undefined is `AWS::NoValue`, and leaves out the property or the element. Throws on an intrinsic it does not know. */
export const resolve = (value: Json, scope: Scope): Resolved => {
  if (Array.isArray(value)) return value.map((one) => resolve(one, scope)).filter((one) => one !== undefined);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [[key, argument] = ['', null]] = entries;
  if (entries.length === 1 && isIntrinsic(key, argument)) {
    const intrinsic = intrinsics[key];
    if (!intrinsic) throw new Error(`the intrinsic ${key} is not supported by the local system`);
    return intrinsic(argument, scope);
  }
  const resolved = entries.map(([name, one]) => [name, resolve(one, scope)] as const).filter(([, one]) => one !== undefined);
  return Object.fromEntries(resolved) as JsonObject;
};
