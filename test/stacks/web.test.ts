import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../local/assembly.ts';
import { headersPolicy } from '../../local/http/response-headers.ts';
import { resourcesOf, templatesOf, theOne } from './templates.ts';

interface Behavior {
  PathPattern?: string;
  TargetOriginId: string;
  ViewerProtocolPolicy: string;
  ResponseHeadersPolicyId?: unknown;
}
interface Config {
  Origins: { Id: string; DomainName: unknown; S3OriginConfig?: unknown; OriginAccessControlId?: unknown; OriginPath?: string }[];
  DefaultCacheBehavior: Behavior;
  CacheBehaviors?: Behavior[];
  CustomErrorResponses?: unknown[];
  DefaultRootObject: string;
}

const templates = templatesOf('production');
const configs = resourcesOf(templates, 'AWS::CloudFront::Distribution').map(({ id, Properties }) => ({
  id,
  ...(Properties['DistributionConfig'] as Config),
}));
const front = configs.find(({ id }) => id.startsWith('Front'));
const files = configs.find(({ id }) => id.startsWith('Files'));
const headers = theOne(templates, 'AWS::CloudFront::ResponseHeadersPolicy').Properties['ResponseHeadersPolicyConfig'] as {
  SecurityHeadersConfig: {
    ContentSecurityPolicy: { ContentSecurityPolicy: unknown };
    StrictTransportSecurity: object;
    FrameOptions: object;
  };
};

describe('the web', () => {
  it('has one address for the site and the API', () => {
    expect(front?.CacheBehaviors?.map(({ PathPattern }) => PathPattern)).toEqual(['/api/*']);
    const [api] = front?.CacheBehaviors ?? [];
    const origin = front?.Origins.find(({ Id }) => Id === api?.TargetOriginId);
    expect(JSON.stringify(origin?.DomainName)).toContain('.execute-api.');
    expect(origin?.OriginPath).toBeUndefined();
  });

  it('reads the site from a bucket that only it can read', () => {
    const [origin] = files?.Origins ?? [];
    expect(origin?.OriginAccessControlId).toBeDefined();
    expect(JSON.stringify(front?.Origins.find(({ Id }) => Id === front.DefaultCacheBehavior.TargetOriginId)?.DomainName)).toContain(
      `"${files?.id}"`,
    );
  });

  it('shows a page of its own for a missing page, and leaves the answers of the API as they are', () => {
    expect(files?.CustomErrorResponses).toEqual([
      { ErrorCode: 404, ResponseCode: 404, ResponsePagePath: '/404.html', ErrorCachingMinTTL: 10 },
    ]);
    expect(front?.CustomErrorResponses).toBeUndefined();
  });

  it('gives every answer the security headers', () => {
    const behaviors = [front?.DefaultCacheBehavior, ...(front?.CacheBehaviors ?? [])];
    expect(behaviors).toHaveLength(2);
    for (const behavior of behaviors) expect(behavior?.ResponseHeadersPolicyId).toEqual({ Ref: expect.stringMatching(/^Headers/) });
  });

  it('leaves to the pages of leave links their own headers, stricter than those of the site', () => {
    const dress = headersPolicy('Headers', headers as unknown as JsonObject, (text) => text);
    const ofPage = { 'referrer-policy': 'no-referrer', 'content-security-policy': "default-src 'none'" };
    expect(dress(ofPage)).toMatchObject({ ...ofPage, 'x-frame-options': 'DENY' });
    expect(dress({ 'x-frame-options': 'ALLOWALL' })).toMatchObject({ 'referrer-policy': 'same-origin', 'x-frame-options': 'DENY' });
  });

  it('lets in no script, style, font or frame from elsewhere, nor any written into a page', () => {
    const policy = JSON.stringify(headers.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy);
    for (const directive of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'self'",
    ])
      expect(policy).toContain(directive);
    expect(policy).not.toMatch(/unsafe|\*|http:/);
  });

  it('is only ever spoken to over TLS', () => {
    expect(headers.SecurityHeadersConfig.StrictTransportSecurity).toMatchObject({
      AccessControlMaxAgeSec: 63_072_000,
      IncludeSubdomains: true,
    });
    expect(files?.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('https-only');
    expect(front?.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https');
    expect(front?.CacheBehaviors?.map(({ ViewerProtocolPolicy }) => ViewerProtocolPolicy)).toEqual(['https-only']);
  });
});
