/** A resource of the synthesized templates, its intrinsic functions already resolved: all that an emulator is told about what to be. */
export interface TemplateResource {
  /** Such as `AWS::DynamoDB::GlobalTable`. */
  type: string;
  logicalId: string;
  /** Physical name, never a URL or an ARN. */
  name: string;
  arn: string;
  properties: Record<string, unknown>;
}

export const ofType = (resources: readonly TemplateResource[], ...types: string[]): TemplateResource[] =>
  resources.filter(({ type }) => types.includes(type));

/** What every emulator gives back once it listens on the loopback. */
export interface Emulator {
  url: string;
  stop(): Promise<void>;
}
