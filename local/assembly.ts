import { existsSync } from 'node:fs';
import { resolve as absolute, join } from 'node:path';
import { arnOf, attributeOf, nameOf, type Place, physicalIdOf, type Subject } from './assembly/identities.ts';
import { resolve, type Scope } from './assembly/intrinsics.ts';
import { type Json, type JsonObject, readStacks, type Stack, type Template } from './assembly/template.ts';

export type { Place } from './assembly/identities.ts';
export type { Json, JsonObject, Template } from './assembly/template.ts';

/** One resource of a stack, as it stands on this machine: every intrinsic of `props` is resolved. */
export interface LocalResource {
  stack: string;
  /** Logical id. */
  id: string;
  type: string;
  /** Path of the construct, for messages. */
  path: string;
  props: JsonObject;
}

export interface AssemblyOptions {
  directory: string;
  place: Place;
  /** Values of the template parameters that the place decides. */
  parameters: Record<string, string>;
  /** A test's change to the templates, before anything is read from them. */
  alter?: (templates: Record<string, Template>) => void;
}

/** A synthesized CDK assembly, read as this machine is to run it. Throws on whatever it cannot resolve, naming the resource. */
export class Assembly {
  readonly place: Place;
  readonly #directory: string;
  readonly #parameters: Record<string, string>;
  readonly #stacks: Map<string, Stack>;

  constructor({ directory, place, parameters, alter }: AssemblyOptions) {
    const stacks = readStacks(directory);
    alter?.(Object.fromEntries(stacks.map(({ name, template }) => [name, template])));
    this.place = place;
    this.#directory = absolute(directory);
    this.#parameters = parameters;
    this.#stacks = new Map(stacks.map((stack) => [stack.name, stack]));
  }

  /** Resources that exist here (their condition holds), of one type or of all. */
  resources(type?: string): LocalResource[] {
    return [...this.#stacks.values()].flatMap(({ name: stack, template }) =>
      Object.entries(template.Resources)
        .filter(([, resource]) => !type || resource.Type === type)
        .filter(([, { Condition }]) => !Condition || this.#condition(stack, Condition))
        .map(([id]) => this.resource(stack, id)),
    );
  }

  resource(stack: string, id: string): LocalResource {
    const { Type, Properties = {} } = this.#declared(stack, id);
    const path = this.#stack(stack).paths.get(id) ?? `${stack}/${id}`;
    try {
      return { stack, id, type: Type, path, props: this.resolve(stack, Properties) as JsonObject };
    } catch (error) {
      throw new Error(`${path} (${Type}): ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }

  /** Everything declared, without resolving a property: what a check of the coverage reads. */
  declared(): { type: string; path: string; settings: string[] }[] {
    return [...this.#stacks.values()].flatMap(({ template, paths, name }) =>
      Object.entries(template.Resources).map(([id, { Type, Properties = {} }]) => ({
        type: Type,
        path: paths.get(id) ?? `${name}/${id}`,
        settings: Object.keys(Properties),
      })),
    );
  }

  /** What `Ref` gives: the name of a table or a bucket, the address of a queue, the ARN of a topic or a secret. */
  physicalId(stack: string, id: string): string {
    return physicalIdOf(this.#subject(stack, id), this.place);
  }

  /** The bare name, for the emulator that creates it. */
  name(stack: string, id: string): string {
    return nameOf(this.#subject(stack, id));
  }

  arn(stack: string, id: string): string {
    const arn = arnOf(this.#subject(stack, id), this.place);
    if (!arn) throw new Error(`${stack}/${id}: the local system gives no ARN to ${this.#declared(stack, id).Type}`);
    return arn;
  }

  /** The value of an expression that stands in `stack`. */
  resolve(stack: string, value: Json): Json {
    return resolve(value, this.#scope(stack)) ?? null;
  }

  /** The folder of a function's synthesized bundle; undefined when its code is written in the template itself. */
  codeDir({ props }: LocalResource): string | undefined {
    const { S3Key } = props['Code'] as { S3Key?: string };
    const folder = S3Key && join(this.#directory, `asset.${S3Key.replace(/\.zip$/, '')}`);
    return folder && existsSync(folder) ? folder : undefined;
  }

  #stack(name: string): Stack {
    const stack = this.#stacks.get(name);
    if (!stack) throw new Error(`the assembly has no stack ${name}`);
    return stack;
  }

  #declared(stack: string, id: string) {
    const resource = this.#stack(stack).template.Resources[id];
    if (!resource) throw new Error(`${stack} has no resource ${id}`);
    return resource;
  }

  #subject(stack: string, id: string): Subject {
    const { Type, Properties = {} } = this.#declared(stack, id);
    const names = Object.entries(Properties).filter(([key]) => /Name$|^EmailIdentity$/.test(key));
    return { type: Type, label: `${stack}-${id}`, props: this.resolve(stack, Object.fromEntries(names)) as JsonObject };
  }

  #condition(stack: string, name: string): boolean {
    const expression = this.#stack(stack).template.Conditions?.[name];
    if (expression === undefined) throw new Error(`${stack} has no condition ${name}`);
    return Boolean(this.resolve(stack, expression));
  }

  #ref(stack: string, name: string): Json | undefined {
    const { template } = this.#stack(stack);
    if (name.startsWith('AWS::')) return this.#pseudo(stack, name);
    if (template.Resources[name]) return this.physicalId(stack, name);
    const value = this.#parameters[name] ?? template.Parameters?.[name]?.Default;
    if (value === undefined || !template.Parameters?.[name]) throw new Error(`${stack}: nothing gives a value to ${name}`);
    return value;
  }

  #pseudo(stack: string, name: string): Json | undefined {
    const { region, account } = this.place;
    const values: Record<string, string | undefined> = {
      'AWS::Region': region,
      'AWS::AccountId': account,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack,
      'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stack}/local`,
      'AWS::NoValue': undefined,
    };
    if (!(name in values)) throw new Error(`${stack}: the pseudo parameter ${name} is not supported by the local system`);
    return values[name];
  }

  #attribute(stack: string, id: string, attribute: string): string {
    const subject = this.#subject(stack, id);
    const value = attributeOf(subject, attribute, this.place);
    if (value === undefined) throw new Error(`${stack}/${id}: the local system does not know ${attribute} of ${subject.type}`);
    return value;
  }

  #imported(exportName: string): Json {
    for (const { name, template } of this.#stacks.values()) {
      for (const { Value, Export } of Object.values(template.Outputs ?? {})) {
        if (Export && this.resolve(name, Export.Name) === exportName) return this.resolve(name, Value);
      }
    }
    throw new Error(`no stack exports ${exportName}`);
  }

  #output(stack: string, name: string): Json {
    const output = this.#stack(stack).template.Outputs?.[name];
    if (!output) throw new Error(`${stack} has no output ${name}`);
    return this.resolve(stack, output.Value);
  }

  #mapped(stack: string, [map, first, second]: [string, string, string]): Json {
    const value = this.#stack(stack).template.Mappings?.[map]?.[first]?.[second];
    if (value === undefined) throw new Error(`${stack}: the mapping ${map} has nothing at ${first}, ${second}`);
    return value;
  }

  #scope(stack: string): Scope {
    return {
      ref: (name) => this.#ref(stack, name),
      attribute: (id, attribute) => this.#attribute(stack, id, attribute),
      imported: (name) => this.#imported(name),
      output: (other, name) => this.#output(other, name),
      condition: (name) => this.#condition(stack, name),
      mapped: (...keys) => this.#mapped(stack, keys),
    };
  }
}
