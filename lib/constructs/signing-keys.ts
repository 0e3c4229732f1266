import { RemovalPolicy } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { StageSettings } from '../stage.ts';

/** Keys that sign tokens and that nobody can read: one kind for what the gateway verifies, one for what people and partners get. */
export class SigningKeys extends Construct {
  /** RSA, of access tokens; the one that signs comes first. */
  readonly access: Key[];
  /** P-256, of id tokens and user info; the one that signs comes first. */
  readonly id: Key[];

  constructor(scope: Construct, id: string, { signingKeys, keepsData }: Pick<StageSettings, 'signingKeys' | 'keepsData'>) {
    super(scope, id);
    const { current, published } = signingKeys;
    const generations = [current, ...published.filter((generation) => generation !== current)];
    const keyOf = (kind: string, keySpec: KeySpec) => (generation: number) =>
      new Key(this, `${kind}${generation}`, {
        description: `Signs ${kind} tokens of Parvis, generation ${generation}`,
        keySpec,
        keyUsage: KeyUsage.SIGN_VERIFY,
        removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      });
    this.access = generations.map(keyOf('Access', KeySpec.RSA_2048));
    this.id = generations.map(keyOf('Id', KeySpec.ECC_NIST_P256));
  }

  get arns(): string[] {
    return [...this.access, ...this.id].map(({ keyArn }) => keyArn);
  }
}
