import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  type HttpRoute,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type ApiFunction, routesByFunction } from '../../schemas/routes/index.ts';
import type { Route } from '../../schemas/routes/route.ts';
import { API_SCOPE } from '../../schemas/token.ts';
import type { StageSettings } from '../stage.ts';

/** First part of every path: CloudFront sends `/api/*` here as it is. */
export const API_STAGE = 'api';

export interface DeclaredApiProps {
  handlers: Record<ApiFunction, IFunction>;
  issuer: string;
  audience: string;
  settings: Pick<StageSettings, 'throttling' | 'publicWrites' | 'logRetentionDays'>;
}

/** No address, no agent, no path: a path may hold a token, and the declared route says as much. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    at: '$context.requestTime',
    route: '$context.routeKey',
    status: '$context.status',
    milliseconds: '$context.responseLatency',
    problem: '$context.error.responseType',
  }),
);

/** One gateway route per declared route, and nothing else: what is not declared does not reach our code. */
export class DeclaredApi extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, { handlers, issuer, audience, settings }: DeclaredApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Gateway', { apiName: 'parvis', createDefaultStage: false });
    const signedIn = new HttpJwtAuthorizer('SignedIn', issuer, { jwtAudience: [audience] });
    const routes = Object.entries(routesByFunction).flatMap(([name, declared]) => {
      const integration = new HttpLambdaIntegration(name, handlers[name as ApiFunction], { scopePermissionToRoute: false });
      return Object.values<Route>(declared).flatMap((route) =>
        this.api.addRoutes({
          path: route.path,
          methods: [HttpMethod[route.method]],
          integration,
          ...(route.access === 'public'
            ? { authorizer: new HttpNoneAuthorizer() }
            : { authorizer: signedIn, authorizationScopes: [API_SCOPE] }),
        }),
      );
    });
    this.stage(settings, routes);
  }

  private stage({ throttling, publicWrites, logRetentionDays }: DeclaredApiProps['settings'], routes: HttpRoute[]): void {
    const logGroup = new LogGroup(this, 'AccessLogs', {
      retention: logRetentionDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: API_STAGE,
      autoDeploy: true,
      throttle: { rateLimit: throttling.perSecond, burstLimit: throttling.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: accessLogFormat },
    });
    const writesInPublic = Object.values(routesByFunction)
      .flatMap((declared) => Object.values<Route>(declared))
      .filter(({ method, access }) => method !== 'GET' && access === 'public');
    const limit = { ThrottlingRateLimit: publicWrites.perSecond, ThrottlingBurstLimit: publicWrites.burst };
    const bare = stage.node.defaultChild as CfnStage;
    bare.routeSettings = Object.fromEntries(writesInPublic.map(({ method, path }) => [`${method} ${path}`, limit]));
    bare.node.addDependency(...routes);
  }
}
