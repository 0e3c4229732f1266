import type { Assembly, LocalResource } from '../assembly.ts';
import type { LocalFunction } from '../functions/function.ts';
import type { Functions } from '../functions.ts';
import { messageOf } from '../triggers/trigger.ts';
import { apiAnswer, apiEvent } from './api-event.ts';
import { type Authorizer, jwtAuthorizer } from './authorizer.ts';
import { jsonAnswer, type Origin } from './exchange.ts';

interface Route {
  key: string;
  method: string;
  pattern: RegExp;
  names: string[];
  /** How exact the path is: the most exact route that fits takes the request. */
  rank: number;
  fn: LocalFunction;
  authorizer: Authorizer | undefined;
  scopes: string[];
}

export interface ApiSurroundings {
  assembly: Assembly;
  functions: Functions;
  report: (message: string) => void;
}

const escapeRegExp = (text: string): string => text.replace(/[.+*?^$()|[\]\\]/g, '\\$&');

const readPath = (path: string): Pick<Route, 'pattern' | 'names' | 'rank'> => {
  const names: string[] = [];
  const pattern = escapeRegExp(path).replace(/\{(\w+)(\\\+)?\}/g, (_, name: string, greedy?: string) => {
    names.push(name);
    return greedy ? '(.+)' : '([^/]+)';
  });
  return { pattern: new RegExp(`^${pattern}$`), names, rank: (path.includes('+}') ? 100 : 0) + names.length };
};

interface RouteProps {
  RouteKey: string;
  ApiId: string;
  Target: string;
  AuthorizationType?: string;
  AuthorizerId?: string;
  AuthorizationScopes?: string[];
}

const found = (assembly: Assembly, type: string, physicalId: string | undefined): LocalResource => {
  const resource = assembly.resources(type).find(({ stack, id }) => assembly.physicalId(stack, id) === physicalId);
  if (!resource) throw new Error(`the assembly has no ${type} ${physicalId}`);
  return resource;
};

const readRoutes = ({ assembly, functions }: ApiSurroundings, apiId: string): Route[] => {
  const authorizers = new Map<string, Authorizer>(
    assembly.resources('AWS::ApiGatewayV2::Authorizer').map(({ stack, id, path, props }) => {
      if (props['AuthorizerType'] !== 'JWT') throw new Error(`${path}: the local system supports JWT authorizers`);
      return [assembly.physicalId(stack, id), jwtAuthorizer(props)];
    }),
  );
  return assembly
    .resources('AWS::ApiGatewayV2::Route')
    .map(({ props, path }) => ({ ...(props as unknown as RouteProps), path }))
    .filter(({ ApiId }) => ApiId === apiId)
    .map(({ RouteKey, Target, AuthorizationType = 'NONE', AuthorizerId, AuthorizationScopes = [], path }): Route => {
      const integration = found(assembly, 'AWS::ApiGatewayV2::Integration', Target.replace(/^integrations\//, ''));
      const authorizer = AuthorizationType === 'NONE' ? undefined : authorizers.get(AuthorizerId ?? '');
      if (AuthorizationType !== 'NONE' && !authorizer)
        throw new Error(`${path}: the local system does not support ${AuthorizationType} authorization`);
      const [method = 'ANY', template = '/{proxy+}'] = RouteKey === '$default' ? [] : RouteKey.split(' ');
      return {
        key: RouteKey,
        method,
        ...readPath(template),
        fn: functions.byArn(String(integration.props['IntegrationUri'])),
        authorizer,
        scopes: AuthorizationScopes,
      };
    })
    .sort((one, other) => one.rank - other.rank || Number(one.method === 'ANY') - Number(other.method === 'ANY'));
};

/** An HTTP API with the routes of the template, behind the first part of the path that names its stage. */
export const httpApi = (surroundings: ApiSurroundings, { stack, id }: LocalResource): Origin => {
  const { assembly, report } = surroundings;
  const apiId = assembly.physicalId(stack, id);
  const routes = readRoutes(surroundings, apiId);
  const stages = assembly.resources('AWS::ApiGatewayV2::Stage').filter(({ props }) => props['ApiId'] === apiId);
  const stageNames = stages.map(({ props }) => String(props['StageName']));
  const named = (pathname: string): { stage: string; path: string } | undefined => {
    const [, first = '', ...rest] = pathname.split('/');
    if (stageNames.includes(first)) return { stage: first, path: `/${rest.join('/')}` };
    return stageNames.includes('$default') ? { stage: '$default', path: pathname } : undefined;
  };
  return async (question) => {
    const place = named(new URL(question.address, 'http://api').pathname);
    const route = place && routes.find(({ method, pattern }) => ['ANY', question.method].includes(method) && pattern.test(place.path));
    if (!place || !route) return jsonAnswer(404, { message: 'Not Found' });
    const authorization = await route.authorizer?.(question.headers.authorization, route.scopes);
    if (authorization && !authorization.granted) {
      return authorization.status === 401
        ? jsonAnswer(401, { message: 'Unauthorized' }, { 'www-authenticate': 'Bearer' })
        : jsonAnswer(403, { message: 'Forbidden' });
    }
    const [, ...values] = route.pattern.exec(place.path) ?? [];
    const event = apiEvent(question, {
      routeKey: route.key,
      apiId,
      account: assembly.place.account,
      region: assembly.place.region,
      stage: place.stage,
      pathParameters: Object.fromEntries(route.names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')])),
      claims: authorization?.claims,
      scopes: route.scopes,
    });
    try {
      return apiAnswer(await route.fn.invoke(event));
    } catch (error) {
      report(messageOf(error));
      return jsonAnswer(500, { message: 'Internal Server Error' });
    }
  };
};
