import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { parvisApp } from '../../lib/app.ts';
import { functionNames } from '../../lib/bundle.ts';
import { cdkContext, stageFrom } from '../../lib/stage.ts';

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  DeletionPolicy?: string;
  DependsOn?: string | string[];
}

export interface Template {
  Resources: Record<string, Resource>;
  Parameters?: Record<string, unknown>;
  Outputs?: Record<string, unknown>;
}

export interface LocatedResource extends Resource {
  stack: string;
  id: string;
}

/** An app of a stage on placeholder bundles, its output in a folder that goes with `dispose`. What a template says of code is not looked at here. */
export const appOf = (stage: string): { app: App; dispose: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-stacks-'));
  for (const name of functionNames) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'index.mjs'), `export const handler = () => '${name}';\n`);
  }
  const context = cdkContext();
  const app = parvisApp({
    context,
    stage: stageFrom(context, stage),
    bundles: folder,
    outdir: join(folder, 'cdk.out'),
    builtinCloudFormationValidation: false,
  });
  return { app, dispose: () => rmSync(folder, { recursive: true }) };
};

const synthesized = new Map<string, Record<string, Template>>();

/** The templates of a stage by the id of their stack, synthesized once and never changed. */
export const templatesOf = (stage: string): Record<string, Template> => {
  const templates = synthesized.get(stage) ?? synthesizeTemplates(stage);
  synthesized.set(stage, templates);
  return templates;
};

const synthesizeTemplates = (stage: string): Record<string, Template> => {
  const { app, dispose } = appOf(stage);
  try {
    return Object.fromEntries(app.synth().stacks.map(({ id, template }) => [id, template as Template]));
  } finally {
    dispose();
  }
};

/** Every resource of a type, or of all. */
export const resourcesOf = (templates: Record<string, Template>, type?: string): LocatedResource[] =>
  Object.entries(templates).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources)
      .filter(([, resource]) => type === undefined || resource.Type === type)
      .map(([id, resource]) => ({ stack, id, ...resource })),
  );

/** The one resource of a type. */
export const theOne = (templates: Record<string, Template>, type: string): LocatedResource => {
  const [found, ...others] = resourcesOf(templates, type);
  if (!found || others.length > 0) throw new Error(`expected one ${type}, found ${others.length + (found ? 1 : 0)}`);
  return found;
};

/** The functions by name: each describes itself as `Parvis <name> (…)`. */
export const functionsOf = (templates: Record<string, Template>): Map<string, LocatedResource> =>
  new Map(
    resourcesOf(templates, 'AWS::Lambda::Function').map((found) => [String(found.Properties['Description']).split(' ')[1] ?? '', found]),
  );
