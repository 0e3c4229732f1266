import { describe, expect, it } from 'vitest';
import { routesByFunction } from '../../schemas/routes/index.ts';
import type { Route } from '../../schemas/routes/route.ts';
import { functionsOf, resourcesOf, templatesOf, theOne } from './templates.ts';

const templates = templatesOf('production');
const gatewayRoutes = resourcesOf(templates, 'AWS::ApiGatewayV2::Route');
const authorizer = theOne(templates, 'AWS::ApiGatewayV2::Authorizer');
const stage = theOne(templates, 'AWS::ApiGatewayV2::Stage');

const declared = Object.entries(routesByFunction).flatMap(([name, routes]) =>
  Object.values<Route>(routes).map((route) => ({ name, route, key: `${route.method} ${route.path}` })),
);
const keysOf = (found: typeof gatewayRoutes) => found.map(({ Properties }) => String(Properties['RouteKey']));

/** The function behind a route: route ▸ integration ▸ function. */
const answeredBy = (properties: Record<string, unknown>): string | undefined => {
  const integrationId = (properties['Target'] as { 'Fn::Join': [string, [string, { Ref: string }]] })['Fn::Join'][1][1].Ref;
  const integration = templates['Api']?.Resources[integrationId];
  const uri = integration?.Properties['IntegrationUri'] as { 'Fn::GetAtt': [string, string] };
  return [...functionsOf(templates)].find(([, { id }]) => id === uri['Fn::GetAtt'][0])?.[0];
};

describe('the gateway', () => {
  it('has each declared route exactly once, and no other', () => {
    expect(keysOf(gatewayRoutes).sort()).toEqual(declared.map(({ key }) => key).sort());
  });

  it('has no route that catches what is not declared', () => {
    expect(keysOf(gatewayRoutes).filter((key) => /ANY|\+\}|\$default/.test(key))).toEqual([]);
  });

  it.each(declared)('sends $key to $name, past the authorizer unless it is public', ({ key, name, route }) => {
    const { Properties } = gatewayRoutes.find((found) => found.Properties['RouteKey'] === key) ?? { Properties: {} };
    expect(answeredBy(Properties)).toBe(name);
    if (route.access === 'public') expect(Properties).toMatchObject({ AuthorizationType: 'NONE' });
    else
      expect(Properties).toMatchObject({
        AuthorizationType: 'JWT',
        AuthorizerId: { Ref: authorizer.id },
        AuthorizationScopes: ['parvis'],
      });
  });

  it('knows one authorizer, which asks for a token meant for this API', () => {
    expect(authorizer.Properties).toMatchObject({ AuthorizerType: 'JWT', JwtConfiguration: { Audience: ['parvis-api'] } });
  });

  it('throttles all routes, and more tightly those that write without anybody signed in', () => {
    const { DefaultRouteSettings, RouteSettings, StageName } = stage.Properties as {
      DefaultRouteSettings: { ThrottlingRateLimit: number };
      RouteSettings: Record<string, { ThrottlingRateLimit: number }>;
      StageName: string;
    };
    const publicWrites = declared.filter(({ route }) => route.access === 'public' && route.method !== 'GET').map(({ key }) => key);
    expect(StageName).toBe('api');
    expect(Object.keys(RouteSettings).sort()).toEqual(publicWrites.sort());
    for (const { ThrottlingRateLimit } of Object.values(RouteSettings))
      expect(ThrottlingRateLimit).toBeLessThan(DefaultRouteSettings.ThrottlingRateLimit);
  });

  it('logs no address, no agent and no path of a caller', () => {
    const { Format } = stage.Properties['AccessLogSettings'] as { Format: string };
    expect(Object.values(JSON.parse(Format) as Record<string, string>).sort()).toEqual([
      '$context.error.responseType',
      '$context.requestId',
      '$context.requestTime',
      '$context.responseLatency',
      '$context.routeKey',
      '$context.status',
    ]);
  });

  it('allows no other origin to call', () => {
    expect(theOne(templates, 'AWS::ApiGatewayV2::Api').Properties).not.toHaveProperty('CorsConfiguration');
  });
});
