import { join } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { EnvironmentOf, FunctionName } from '../../schemas/environment.ts';
import { type Reach, statementsOf } from '../functions/grants.ts';
import { functionSettings } from '../functions/settings.ts';
import type { Stage } from '../stage.ts';

/** What every stack with functions is given. */
export interface FunctionHouse {
  stage: Stage;
  /** Folder of the bundles, one folder per function. */
  bundles: string;
  logGroup: ILogGroup;
  reach: Reach;
}

export interface ParvisFunctionProps<Name extends FunctionName> {
  name: Name;
  house: FunctionHouse;
  environment: EnvironmentOf<Name>;
}

/** A function with a role of its own, which may do what `functionSettings` says and nothing else. */
export class ParvisFunction<Name extends FunctionName> extends LambdaFunction {
  constructor(scope: Construct, { name, house, environment }: ParvisFunctionProps<Name>) {
    const settings = functionSettings[name];
    const role = new Role(scope, `${name}-role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [house.logGroup.logGroupArn] }),
    );
    for (const statement of statementsOf(settings, house.reach)) role.addToPolicy(statement);
    const reserved = house.stage.settings.reservedConcurrency[name];
    super(scope, name, {
      description: `Parvis ${name} (${Stack.of(scope).stackName})`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(house.bundles, name)),
      handler: 'index.handler',
      memorySize: settings.memory,
      timeout: Duration.seconds(settings.timeout),
      environment,
      tracing: Tracing.ACTIVE,
      logGroup: house.logGroup,
      role,
      ...(reserved === undefined ? {} : { reservedConcurrentExecutions: reserved }),
    });
  }
}
