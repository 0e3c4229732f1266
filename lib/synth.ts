import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Validations } from 'aws-cdk-lib';
import { parvisApp } from './app.ts';
import { bundleFunctions, functionNames } from './bundle.ts';
import { buildSite } from './site.ts';
import { cdkContext, stageFrom } from './stage.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface Synthesis {
  /** One of `stages` in the context. */
  stage: string | undefined;
  outdir: string;
  /** What the CDK's command line adds to the context of `cdk.json`. */
  context?: Record<string, unknown>;
  /** Checks the templates against CloudFormation's schemas and the rules of AwsSolutions: seconds of work that a start on one machine goes without. */
  validate?: boolean;
}

/** Bundles every function, then writes the templates and assets of a stage into `outdir`. Rejects when a check fails. */
export const synthesize = async ({ stage, outdir, context = {}, validate = false }: Synthesis): Promise<void> => {
  const bundles = resolve(root, 'dist');
  await bundleFunctions(bundles);
  const whole = { ...cdkContext(), ...context };
  const app = parvisApp({
    stage: stageFrom(whole, stage),
    bundles,
    context: whole,
    outdir: resolve(outdir),
    builtinCloudFormationValidation: validate,
  });
  if (validate) {
    const { ReasonedChecks } = await import('./nag.ts');
    Validations.of(app).addPlugins(new ReasonedChecks(app));
  }
  app.synth();
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { stage: { type: 'string', default: 'production' }, outdir: { type: 'string', default: 'cdk.out' } },
  });
  await synthesize({ ...values, validate: true });
  await buildSite(resolve(root, 'dist/site'));
  console.log(
    `${functionNames.length} functions and the stacks of ${values.stage} are in ${values.outdir}, the files of the site in dist/site`,
  );
};

if (import.meta.main) await main();
