/** Properties of the types whose every setting counts: those that the local system follows, and those that change nothing on one machine. */
const knownSettings: Record<string, { followed: string[]; withoutLocalEffect: string[] }> = {
  'AWS::Lambda::Function': {
    followed: [
      'Code',
      'Environment',
      'FunctionName',
      'Handler',
      'MemorySize',
      'ReservedConcurrentExecutions',
      'Role',
      'Runtime',
      'Timeout',
    ],
    withoutLocalEffect: ['Architectures', 'Description', 'KmsKeyArn', 'LoggingConfig', 'Tags', 'TracingConfig'],
  },
  'AWS::ApiGatewayV2::Api': { followed: ['ProtocolType'], withoutLocalEffect: ['Name', 'Description', 'Tags'] },
  'AWS::ApiGatewayV2::Stage': {
    followed: ['ApiId', 'StageName'],
    // Throttling, which the route settings hold, protects from crowds; one machine has none.
    withoutLocalEffect: ['AutoDeploy', 'AccessLogSettings', 'DefaultRouteSettings', 'RouteSettings', 'Description', 'Tags'],
  },
  'AWS::ApiGatewayV2::Route': {
    followed: ['ApiId', 'RouteKey', 'Target', 'AuthorizationType', 'AuthorizerId', 'AuthorizationScopes'],
    withoutLocalEffect: ['OperationName'],
  },
  'AWS::ApiGatewayV2::Integration': {
    followed: ['ApiId', 'IntegrationUri', 'IntegrationType', 'PayloadFormatVersion'],
    withoutLocalEffect: ['Description', 'IntegrationMethod'],
  },
  'AWS::ApiGatewayV2::Authorizer': {
    followed: ['ApiId', 'AuthorizerType', 'JwtConfiguration', 'IdentitySource'],
    withoutLocalEffect: ['Name'],
  },
  'AWS::Events::Rule': {
    followed: ['Name', 'ScheduleExpression', 'State', 'Targets', 'EventPattern'],
    withoutLocalEffect: ['Description', 'Tags'],
  },
  'AWS::GuardDuty::MalwareProtectionPlan': {
    followed: ['ProtectedResource', 'Actions'],
    // Scans here read objects without asking a role.
    withoutLocalEffect: ['Role', 'Tags'],
  },
  'AWS::Scheduler::Schedule': {
    followed: ['Name', 'ScheduleExpression', 'ScheduleExpressionTimezone', 'State', 'Target'],
    withoutLocalEffect: ['Description', 'FlexibleTimeWindow', 'GroupName'],
  },
};

/** The settings of a resource that the local system would pass over in silence. */
export const unknownSettings = (type: string, properties: string[]): string[] => {
  const known = knownSettings[type];
  return known ? properties.filter((name) => ![...known.followed, ...known.withoutLocalEffect].includes(name)) : [];
};
