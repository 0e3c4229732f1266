import type { Assembly } from '../assembly.ts';

/** A resource of the synthesized templates, its intrinsic functions resolved: all that an emulator is told about what to be. */
export interface TemplateResource {
  /** Such as `AWS::DynamoDB::GlobalTable`. */
  type: string;
  /** Physical name, never a URL or an ARN; for a resource that has neither, its logical id. */
  name: string;
  properties: Record<string, unknown>;
}

/** What an emulator is started with: the resources to read its own from, and the folder where it keeps its data between runs. */
export interface EmulatorOptions {
  resources: readonly TemplateResource[];
  dataDir: string;
}

/** Types that the emulators run; what is not here or in the table of the coverage stops a start. */
export const emulatedTypes = [
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::SNS::Topic',
  'AWS::SNS::Subscription',
  'AWS::SecretsManager::Secret',
  'AWS::KMS::Key',
  'AWS::SES::EmailIdentity',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SES::Template',
];

/** What the emulators need to know of an assembly. */
export const emulatedResources = (assembly: Assembly): TemplateResource[] =>
  emulatedTypes.flatMap((type) =>
    assembly.resources(type).map(({ stack, id, props }) => ({ type, name: assembly.name(stack, id), properties: props })),
  );

export const ofType = (resources: readonly TemplateResource[], ...types: string[]): TemplateResource[] =>
  resources.filter(({ type }) => types.includes(type));
