import type { Assembly, Json, LocalResource } from '../assembly.ts';
import { functionResources } from '../functions.ts';
import { readStatements, type Statement } from './policy.ts';

/** Managed policies of AWS that only grant what no emulator stands for: writing logs and traces. */
const withoutLocalEffect = ['AWSLambdaBasicExecutionRole', 'AWSXRayDaemonWriteAccess', 'CloudWatchLambdaInsightsExecutionRolePolicy'];

/** Keys that the gateway fills in; a condition on another would be decided without knowing. */
const knownKeys = ['ses:fromaddress', 'ses:recipients', 's3:prefix', 'aws:securetransport', 'aws:principalaccount', 'aws:resourceaccount'];
const evaluatedServices = ['dynamodb', 'sqs', 'sns', 's3', 'ses', 'secretsmanager'];

const concernsEmulators = ({ actions }: Statement): boolean =>
  'allBut' in actions || actions.only.some((action) => evaluatedServices.includes(action.split(':')[0] ?? '') || action === '*');

const checkConditions = (statements: Statement[], path: string): void => {
  for (const { conditions } of statements.filter(concernsEmulators)) {
    for (const key of Object.values(conditions).flatMap((lines) => Object.keys(lines))) {
      if (!knownKeys.includes(key.toLowerCase()))
        throw new Error(`${path}: the local system does not evaluate the IAM condition key ${key}`);
    }
  }
};

const managedDocuments = (assembly: Assembly, role: LocalResource): Json[] =>
  ((role.props['ManagedPolicyArns'] ?? []) as string[]).flatMap((arn) => {
    if (withoutLocalEffect.some((name) => arn.endsWith(`/${name}`))) return [];
    const own = assembly.resources('AWS::IAM::ManagedPolicy').find(({ stack, id }) => assembly.arn(stack, id) === arn);
    if (!own) throw new Error(`${role.path}: the local system does not know what the managed policy ${arn} allows`);
    return [own.props['PolicyDocument'] ?? null];
  });

const attachedDocuments = (assembly: Assembly, roleName: string): Json[] =>
  ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => assembly.resources(type))
    .filter(({ props }) => ((props['Roles'] ?? []) as string[]).includes(roleName))
    .map(({ props }) => props['PolicyDocument'] ?? null);

/** Everything that the role of a function allows and denies. Throws when part of it cannot be evaluated here. */
const statementsOf = (assembly: Assembly, fn: LocalResource): Statement[] => {
  const role = assembly.resources('AWS::IAM::Role').find(({ stack, id }) => assembly.arn(stack, id) === fn.props['Role']);
  if (!role) throw new Error(`${fn.path}: its role is not in the assembly`);
  const inline = ((role.props['Policies'] ?? []) as { PolicyDocument: Json }[]).map(({ PolicyDocument }) => PolicyDocument);
  const documents = [...inline, ...managedDocuments(assembly, role), ...attachedDocuments(assembly, assembly.name(role.stack, role.id))];
  const statements = documents.flatMap(readStatements);
  checkConditions(statements, role.path);
  return statements;
};

/** What each function may do, by its access key id. */
export const rolesOf = (assembly: Assembly): Map<string, Statement[]> =>
  new Map(functionResources(assembly).map((fn) => [assembly.physicalId(fn.stack, fn.id), statementsOf(assembly, fn)]));
