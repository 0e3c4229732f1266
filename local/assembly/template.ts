import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Anything that a template may hold, before or after its intrinsics are resolved. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export interface TemplateResource {
  Type: string;
  Properties?: JsonObject;
  Condition?: string;
}

export interface Template {
  Resources: Record<string, TemplateResource>;
  Parameters?: Record<string, { Type: string; Default?: Json }>;
  Conditions?: Record<string, Json>;
  Mappings?: Record<string, Record<string, Record<string, Json>>>;
  Outputs?: Record<string, { Value: Json; Export?: { Name: Json } }>;
}

/** One synthesized stack: its template, and the construct path of each logical id for messages that a person understands. */
export interface Stack {
  name: string;
  template: Template;
  paths: Map<string, string>;
}

interface Manifest {
  artifacts: Record<
    string,
    { type: string; additionalMetadataFile?: string; metadata?: Metadata; properties?: { templateFile?: string; stackName?: string } }
  >;
}

type Metadata = Record<string, { type: string; data?: unknown }[]>;

const readJson = (...parts: string[]): unknown => JSON.parse(readFileSync(join(...parts), 'utf8'));

const pathsOf = (metadata: Metadata): Map<string, string> =>
  new Map(
    Object.entries(metadata).flatMap(([path, entries]) =>
      entries.filter(({ type }) => type === 'aws:cdk:logicalId').map(({ data }) => [String(data), path.slice(1)] as const),
    ),
  );

/** Every stack of a folder that `cdk synth` wrote. */
export const readStacks = (directory: string): Stack[] => {
  const { artifacts } = readJson(directory, 'manifest.json') as Manifest;
  return Object.entries(artifacts).flatMap(([id, { type, properties, additionalMetadataFile, metadata }]) => {
    if (type !== 'aws:cloudformation:stack' || !properties?.templateFile) return [];
    return {
      name: properties.stackName ?? id,
      template: readJson(directory, properties.templateFile) as Template,
      paths: pathsOf(additionalMetadataFile ? (readJson(directory, additionalMetadataFile) as Metadata) : (metadata ?? {})),
    };
  });
};
