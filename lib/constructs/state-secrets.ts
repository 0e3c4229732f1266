import type { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/** What FranceConnect and ProConnect know us by. Random until somebody writes theirs over it: the State makes them, never we. */
export class StateSecrets extends Construct {
  readonly franceConnect: Secret;
  readonly proConnect: Secret;

  constructor(scope: Construct, id: string, { key, removalPolicy }: { key: IKey; removalPolicy: RemovalPolicy }) {
    super(scope, id);
    const secretOf = (name: string): Secret =>
      new Secret(this, name, {
        description: `The client secret that ${name} gave us, as it is`,
        encryptionKey: key,
        generateSecretString: { passwordLength: 64, excludePunctuation: true },
        removalPolicy,
      });
    this.franceConnect = secretOf('FranceConnect');
    this.proConnect = secretOf('ProConnect');
  }
}
