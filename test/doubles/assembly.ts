import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Json, JsonObject } from '../../local/assembly.ts';

type Resources = Record<string, { Type: string; Properties?: JsonObject; Condition?: string }>;

export interface StackOnDisk {
  Resources: Resources;
  Parameters?: Record<string, JsonObject>;
  Conditions?: Record<string, Json>;
  Mappings?: Record<string, JsonObject>;
  Outputs?: Record<string, JsonObject>;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone when the tests of the file are over. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-test-'));
  folders.push(folder);
  return folder;
};

/** An assembly as `cdk synth` would write it, in a folder of its own: `stacks` by name, `bundles` by asset name with the code of `index.mjs`. */
export const writeAssembly = (stacks: Record<string, StackOnDisk>, bundles: Record<string, string> = {}): string => {
  const folder = temporaryFolder();
  const artifacts = Object.fromEntries(
    Object.keys(stacks).map((name) => [name, { type: 'aws:cloudformation:stack', properties: { templateFile: `${name}.template.json` } }]),
  );
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '55.0.0', artifacts }));
  for (const [name, template] of Object.entries(stacks)) writeFileSync(join(folder, `${name}.template.json`), JSON.stringify(template));
  for (const [name, code] of Object.entries(bundles)) {
    mkdirSync(join(folder, `asset.${name}`));
    writeFileSync(join(folder, `asset.${name}`, 'index.mjs'), code);
  }
  return folder;
};

/** A function, and the role that allows it `actions` on everything. */
export const functionResources = (name: string, actions: string[], properties: JsonObject = {}): Resources => ({
  [`${name}Role`]: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {},
      Policies: [{ PolicyName: 'own', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] } }],
    },
  },
  [name]: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: { S3Bucket: 'assets', S3Key: `${name}.zip` },
      Role: { 'Fn::GetAtt': [`${name}Role`, 'Arn'] },
      Timeout: 3,
      MemorySize: 128,
      ...properties,
    },
  },
});

/** What every system has: one address, with a site bucket and an API behind it. Its stack needs the parameter `TokenIssuer`. */
export const frontResources: Resources = {
  Site: { Type: 'AWS::S3::Bucket' },
  SitePolicy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: 'Site' },
      PolicyDocument: { Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*', Principal: '*' }] },
    },
  },
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
  Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: { Ref: 'Api' }, StageName: 'api', AutoDeploy: true } },
  SignedIn: {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ApiId: { Ref: 'Api' },
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Issuer: { Ref: 'TokenIssuer' }, Audience: ['parvis-api'] },
    },
  },
  Headers: {
    Type: 'AWS::CloudFront::ResponseHeadersPolicy',
    Properties: {
      ResponseHeadersPolicyConfig: {
        Name: 'headers',
        SecurityHeadersConfig: {
          ContentTypeOptions: { Override: true },
          ContentSecurityPolicy: {
            Override: false,
            ContentSecurityPolicy: {
              'Fn::Join': ['', ["default-src 'self'; connect-src https://", { 'Fn::GetAtt': ['Site', 'RegionalDomainName'] }]],
            },
          },
        },
        CustomHeadersConfig: { Items: [{ Header: 'Permissions-Policy', Value: 'camera=()', Override: true }] },
      },
    },
  },
  Files: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        DefaultRootObject: 'index.html',
        Origins: [{ Id: 'site', DomainName: { 'Fn::GetAtt': ['Site', 'RegionalDomainName'] } }],
        DefaultCacheBehavior: { TargetOriginId: 'site' },
        CustomErrorResponses: [{ ErrorCode: 404, ResponseCode: 404, ResponsePagePath: '/404.html' }],
      },
    },
  },
  Front: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        DefaultRootObject: 'index.html',
        Origins: [
          { Id: 'files', DomainName: { 'Fn::GetAtt': ['Files', 'DomainName'] } },
          { Id: 'api', DomainName: { 'Fn::Select': [1, { 'Fn::Split': ['://', { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }] }] } },
        ],
        DefaultCacheBehavior: { TargetOriginId: 'files', ResponseHeadersPolicyId: { Ref: 'Headers' } },
        CacheBehaviors: [
          {
            PathPattern: '/api/*',
            TargetOriginId: 'api',
            AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
            OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
          },
        ],
      },
    },
  },
};
