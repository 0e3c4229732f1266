import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Assembly, LocalResource } from './assembly.ts';
import { type FunctionSettings, type LocalFunction, localFunction } from './functions/function.ts';
import { type Journal, openJournal } from './functions/journal.ts';

export interface Functions {
  /** As triggers name it. Throws for one that is not in the assembly, as do those below, which take the name that people say. */
  byArn: (arn: string) => LocalFunction;
  all: () => LocalFunction[];
  /** Runs a function on one event, as a trigger would. Throws `FunctionFailed`. */
  invoke: (name: string, event: unknown) => Promise<unknown>;
  /** Ends its processes at once, in the middle of whatever they do; gives how many there were. */
  kill: (name: string) => number;
  /** Process ids of its environments that live now. */
  environments: (name: string) => number[];
  /** How many lines of a code all functions wrote since the start. */
  countOf: (code: string) => number;
  stop: () => Promise<void>;
}

/** For each trigger where the template sets no limit: more processes than processors only wait for each other. */
const DEFAULT_CONCURRENCY = Math.min(4, Math.max(2, availableParallelism()));

/** Functions that only serve the deployment itself, as a custom resource of CloudFormation. */
const deploymentFunctions = (assembly: Assembly): Set<string> =>
  new Set(assembly.resources().flatMap(({ props: { ServiceToken } }) => (typeof ServiceToken === 'string' ? [ServiceToken] : [])));

/** The functions that the system is made of. */
export const functionResources = (assembly: Assembly): LocalResource[] => {
  const deployment = deploymentFunctions(assembly);
  return assembly.resources('AWS::Lambda::Function').filter(({ stack, id }) => !deployment.has(assembly.arn(stack, id)));
};

/** The construct's own id, without the `Resource` that the CDK puts under it: what people call the function. */
export const nameOf = ({ path }: LocalResource): string =>
  path
    .split('/')
    .filter((part) => part !== 'Resource')
    .at(-1) ?? path;

interface LambdaProps {
  Handler: string;
  Runtime: string;
  Timeout?: number;
  MemorySize?: number;
  ReservedConcurrentExecutions?: number;
  Environment?: { Variables?: Record<string, string> };
}

/** How many queues and streams wake a function: each has environments of its own, so that none waits behind another. */
export const triggersOf = (assembly: Assembly, resource: LocalResource): number => {
  const arn = assembly.arn(resource.stack, resource.id);
  return assembly
    .resources('AWS::Lambda::EventSourceMapping')
    .filter(({ props }) => arn.endsWith(`:${String(props['FunctionName']).split(':').at(-1)}`)).length;
};

const settingsOf = (assembly: Assembly, resource: LocalResource): Omit<FunctionSettings, 'onLine'> => {
  const {
    Handler,
    Runtime,
    Timeout = 3,
    MemorySize = 128,
    ReservedConcurrentExecutions,
    Environment,
  } = resource.props as unknown as LambdaProps;
  const folder = assembly.codeDir(resource);
  if (!Runtime.startsWith('nodejs') || !folder) throw new Error(`${resource.path}: the local system runs bundles of Node, not ${Runtime}`);
  const [module = '', exported = ''] = Handler.split('.');
  const file = [`${module}.mjs`, `${module}.js`, `${module}.cjs`].find((one) => existsSync(join(folder, one)));
  if (!file) throw new Error(`${resource.path}: there is no ${module} in ${folder}`);
  const physicalName = assembly.physicalId(resource.stack, resource.id);
  const { region, awsAddress } = assembly.place;
  return {
    name: nameOf(resource),
    arn: assembly.arn(resource.stack, resource.id),
    handler: [file, exported],
    timeoutSeconds: Timeout,
    memoryMegabytes: MemorySize,
    concurrency: ReservedConcurrentExecutions ?? DEFAULT_CONCURRENCY * Math.max(1, triggersOf(assembly, resource)),
    variables: {
      TZ: ':UTC',
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ENDPOINT_URL: awsAddress,
      AWS_ACCESS_KEY_ID: physicalName,
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_LAMBDA_FUNCTION_NAME: physicalName,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_EXECUTION_ENV: `AWS_Lambda_${Runtime}`,
      LAMBDA_TASK_ROOT: folder,
      ...Environment?.Variables,
    },
  };
};

/** Every function of the assembly, each from its synthesized bundle; none starts before its first event. */
export const functionsOf = (assembly: Assembly, dataDir: string): Functions => {
  const journals: Journal[] = [];
  const functions = functionResources(assembly).map((resource) => {
    const settings = settingsOf(assembly, resource);
    const journal = openJournal(join(dataDir, 'logs'), settings.name);
    journals.push(journal);
    return localFunction({ ...settings, onLine: (line) => journal.write(line) });
  });
  const find = (what: string, fits: (one: LocalFunction) => boolean): LocalFunction => {
    const found = functions.find(fits);
    if (!found) throw new Error(`the assembly has no function ${what}`);
    return found;
  };
  const named = (name: string): LocalFunction => find(name, (one) => one.name === name);
  return {
    byArn: (arn) => find(arn, (one) => one.arn === arn),
    all: () => functions,
    invoke: (name, event) => named(name).invoke(event),
    kill: (name) => named(name).kill(),
    environments: (name) => named(name).environments(),
    countOf: (code) => journals.reduce((sum, journal) => sum + journal.count(code), 0),
    async stop() {
      await Promise.all(functions.map((one) => one.stop()));
      await Promise.all(journals.map((journal) => journal.close()));
    },
  };
};
