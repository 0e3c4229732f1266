import type { OutgoingHttpHeaders } from 'node:http';
import type { Assembly, JsonObject, LocalResource } from '../assembly.ts';
import { matchesWildcard } from '../iam/conditions.ts';
import type { Origin, Question } from './exchange.ts';
import { headersPolicy } from './response-headers.ts';

interface BehaviorProps {
  PathPattern?: string;
  TargetOriginId: string;
  AllowedMethods?: string[];
  ResponseHeadersPolicyId?: string;
  OriginRequestPolicyId?: string;
  FunctionAssociations?: unknown[];
  LambdaFunctionAssociations?: unknown[];
}

interface DistributionConfig {
  DefaultRootObject?: string;
  DefaultCacheBehavior: BehaviorProps;
  CacheBehaviors?: BehaviorProps[];
  Origins: { Id: string; DomainName: string; OriginPath?: string }[];
  CustomErrorResponses?: { ErrorCode: number; ResponseCode?: number; ResponsePagePath?: string }[];
}

interface Behavior {
  fits: (pathname: string) => boolean;
  methods: string[];
  origin: Origin;
  /** Without a policy that says so, an origin is told neither headers nor query. */
  passesViewer: boolean;
  dress: (headers: OutgoingHttpHeaders) => OutgoingHttpHeaders;
}

/** What the behaviours of a distribution lead to. */
export interface Beyond {
  origin: (domainName: string) => Origin;
  /** Puts local addresses in the place of AWS's in a header. */
  here: (text: string) => string;
}

const asked = ['if-none-match', 'if-modified-since'];

const bare = (question: Question): Question => ({
  ...question,
  address: new URL(question.address, 'http://cdn').pathname,
  headers: Object.fromEntries(asked.flatMap((name) => (question.headers[name] ? [[name, question.headers[name]]] : []))),
});

/** All but the host, and behind whatever callers claim of themselves whom the distribution speaks for. */
const viewerHeaders = ({ headers, from }: Question): Question['headers'] => {
  const { host: _, connection: __, 'x-forwarded-for': claimed, ...others } = headers;
  return { ...others, 'x-forwarded-for': [claimed ?? [], from].flat().join(', ') };
};

const policyOf = (assembly: Assembly, id: string): LocalResource => {
  const policy = assembly.resources('AWS::CloudFront::ResponseHeadersPolicy').find((one) => assembly.physicalId(one.stack, one.id) === id);
  if (!policy) throw new Error(`the local system does not know the response headers policy ${id}`);
  return policy;
};

/** A CloudFront distribution that caches nothing: the first behaviour that fits, its origin, its error pages and its headers. */
export const distribution = (assembly: Assembly, { path, props }: LocalResource, beyond: Beyond): Origin => {
  const config = props['DistributionConfig'] as unknown as DistributionConfig;
  const errorPages = config.CustomErrorResponses ?? [];

  const behavior = (one: BehaviorProps): Behavior => {
    if (one.FunctionAssociations?.length || one.LambdaFunctionAssociations?.length)
      throw new Error(`${path}: the local system runs no code at the edge`);
    const origin = config.Origins.find(({ Id }) => Id === one.TargetOriginId);
    if (!origin || origin.OriginPath) throw new Error(`${path}: the local system does not support the origin ${one.TargetOriginId}`);
    const policy = one.ResponseHeadersPolicyId === undefined ? undefined : policyOf(assembly, one.ResponseHeadersPolicyId);
    return {
      fits: (pathname) => one.PathPattern === undefined || matchesWildcard(one.PathPattern, pathname),
      methods: one.AllowedMethods ?? ['GET', 'HEAD'],
      origin: beyond.origin(origin.DomainName),
      passesViewer: one.OriginRequestPolicyId !== undefined,
      dress: policy
        ? headersPolicy(policy.path, policy.props['ResponseHeadersPolicyConfig'] as JsonObject, beyond.here)
        : (headers) => headers,
    };
  };
  const behaviors = [...(config.CacheBehaviors ?? []), config.DefaultCacheBehavior].map(behavior);

  const answer: Origin = async (question) => {
    const { pathname } = new URL(question.address, 'http://cdn');
    const behind = behaviors.find(({ fits }) => fits(pathname)) as Behavior;
    if (!behind.methods.includes(question.method)) {
      return {
        status: 403,
        headers: behind.dress({ 'content-type': 'text/plain' }),
        body: Buffer.from('This distribution does not allow the method.'),
      };
    }
    const rooted = pathname === '/' && config.DefaultRootObject ? { ...question, address: `/${config.DefaultRootObject}` } : question;
    const passed = behind.passesViewer ? { ...rooted, headers: viewerHeaders(rooted) } : bare(rooted);
    const reply = await behind.origin(passed);
    return { ...reply, headers: behind.dress(reply.headers) };
  };

  return async (question) => {
    const reply = await answer(question);
    const page = errorPages.find(({ ErrorCode }) => ErrorCode === reply.status);
    if (!page?.ResponsePagePath) return reply;
    const shown = await answer({ ...question, method: 'GET', address: page.ResponsePagePath, headers: {} });
    return shown.status === 200 ? { ...shown, status: page.ResponseCode ?? reply.status } : reply;
  };
};
