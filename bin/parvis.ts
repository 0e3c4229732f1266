import { synthesize } from '../lib/synth.ts';

/** What `cdk deploy -c stage=…` runs: the command line gives its context and the place of the assembly by the environment. */
const context = JSON.parse(process.env['CDK_CONTEXT_JSON'] ?? '{}') as Record<string, unknown>;
const { stage } = context;

await synthesize({
  stage: typeof stage === 'string' ? stage : undefined,
  outdir: process.env['CDK_OUTDIR'] ?? 'cdk.out',
  context,
  validate: true,
});
