import { beforeEach, describe, expect, it } from 'vitest';
import type { System } from '../../local/system.ts';
import { functionResources } from '../doubles/assembly.ts';
import { startSmallSystem } from '../doubles/local-system.ts';

const small = {
  resources: {
    ...functionResources('echo', []),
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { ApiId: { Ref: 'Api' }, IntegrationType: 'AWS_PROXY', IntegrationUri: { 'Fn::GetAtt': ['echo', 'Arn'] } },
    },
    Closed: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: 'GET /mine',
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
        AuthorizationType: 'JWT',
        AuthorizerId: { Ref: 'SignedIn' },
        AuthorizationScopes: ['parvis'],
      },
    },
  },
  bundles: { echo: 'export const handler = async (event) => event.requestContext;' },
};

const accountId = '6a1c3c44-4f0c-4b1e-9d52-0e8f3f0b1f11';

describe('a route that asks for a token lets in who has one', () => {
  let system: System;
  beforeEach(async () => {
    system = await startSmallSystem(small);
  });
  const ask = (init: RequestInit) => fetch(`${system.address}/api/mine`, init);
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
  const mint = (claims: object = {}) => system.issuer.mint({ accountId, role: 'citizen', ...claims });
  const tampered = (token: string) =>
    token.replace(
      /\.[^.]+\./,
      (part) =>
        `.${Buffer.from(Buffer.from(part.slice(1, -1), 'base64url').toString().replace('citizen', 'administrator')).toString('base64url')}.`,
    );

  it('and tells the function what it says', async () => {
    const requestContext = (await (await ask(bearer(mint()))).json()) as Record<string, unknown>;
    expect(requestContext).toMatchObject({
      authorizer: { jwt: { scopes: ['parvis'], claims: { sub: accountId, role: 'citizen', aud: 'parvis-api' } } },
    });
  });

  it.each<[string, () => RequestInit, number]>([
    ['no token', () => ({}), 401],
    ['no token at all', () => bearer('nonsense'), 401],
    ['an expired one', () => bearer(mint({ expiresIn: -10 })), 401],
    ['one for another audience', () => bearer(mint({ audience: 'other' })), 401],
    ['one of another issuer', () => bearer(mint({ issuer: 'https://other.example' })), 401],
    ['one that was changed', () => bearer(tampered(mint())), 401],
    ['one without the scope', () => bearer(mint({ scope: 'other' })), 403],
  ])('but not with %s', async (_, init, status) => {
    const reply = await ask(init());
    expect(reply.status).toBe(status);
    expect(await reply.json()).toEqual({ message: status === 401 ? 'Unauthorized' : 'Forbidden' });
  });
});
