import { describe, expect, it } from 'vitest';
import { resourcesOf, templatesOf } from './templates.ts';

const templates = templatesOf('production');
const buckets = resourcesOf(templates, 'AWS::S3::Bucket');
const policies = resourcesOf(templates, 'AWS::S3::BucketPolicy');
const bucketOf = (name: string) => buckets.find(({ id }) => id.startsWith(`Buckets${name}`));
const policyOf = (name: string) =>
  policies.find(({ Properties }) => JSON.stringify(Properties['Bucket']) === JSON.stringify({ Ref: bucketOf(name)?.id }));

describe('buckets', () => {
  it.each(['content', 'uploads', 'documents', 'site', 'exports', 'accesslogs'])(
    '%s is closed to the public, encrypted, and reached over TLS only',
    (name) => {
      const bucket = bucketOf(name);
      expect(bucket?.Properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: { ServerSideEncryptionConfiguration: [expect.anything()] },
      });
      expect(JSON.stringify(policyOf(name)?.Properties)).toContain('{"Bool":{"aws:SecureTransport":"false"}}');
    },
  );

  it('of the site are read by distributions of this account alone, on the one condition key that origin access control is documented to carry', () => {
    const document = policyOf('site')?.Properties['PolicyDocument'] as { Statement: Record<string, unknown>[] } | undefined;
    const ofCloudFront = (document?.Statement ?? []).filter(({ Principal }) => JSON.stringify(Principal).includes('cloudfront'));
    expect(ofCloudFront.map(({ Action }) => Action)).toEqual(['s3:GetObject', 's3:ListBucket']);
    for (const { Condition } of ofCloudFront) {
      expect(Condition).toEqual({ ArnLike: { 'aws:SourceArn': expect.anything() } });
      expect(JSON.stringify(Condition)).toMatch(/:cloudfront::.*AWS::AccountId.*:distribution\/\*/);
    }
  });

  it('keep every version of what fiches say', () => {
    expect(bucketOf('content')?.Properties).toMatchObject({ VersioningConfiguration: { Status: 'Enabled' } });
  });

  it('forget uploads after a week', () => {
    expect(bucketOf('uploads')?.Properties).toMatchObject({
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 7, Status: 'Enabled' }] },
    });
  });

  it('forget copies of people’s data as soon as days can be counted', () => {
    expect(bucketOf('exports')?.Properties).toMatchObject({
      LifecycleConfiguration: {
        Rules: [{ ExpirationInDays: 2, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' }],
      },
    });
    expect(bucketOf('exports')?.Properties).not.toHaveProperty('VersioningConfiguration');
  });

  it('take uploads from pages of the site alone', () => {
    for (const name of ['uploads', 'documents'])
      expect(bucketOf(name)?.Properties['CorsConfiguration']).toEqual({
        CorsRules: [{ AllowedMethods: ['POST'], AllowedOrigins: [{ Ref: 'SiteAddress' }], AllowedHeaders: ['content-type'], MaxAge: 600 }],
      });
    for (const name of ['content', 'site', 'accesslogs']) expect(bucketOf(name)?.Properties).not.toHaveProperty('CorsConfiguration');
  });

  it('of documents keep one version of each file, so that what is erased is gone, forget what nobody checked, and are scanned where files come in', () => {
    const { Properties } = bucketOf('documents') ?? { Properties: {} };
    expect(Properties).not.toHaveProperty('VersioningConfiguration');
    expect(Properties).toMatchObject({
      LifecycleConfiguration: { Rules: expect.arrayContaining([{ ExpirationInDays: 2, Prefix: 'incoming/', Status: 'Enabled' }]) },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    });
    const [plan, ...others] = resourcesOf(templates, 'AWS::GuardDuty::MalwareProtectionPlan');
    expect(others).toEqual([]);
    expect(plan?.Properties['ProtectedResource']).toMatchObject({ S3Bucket: { ObjectPrefixes: ['incoming/'] } });
    const rule = resourcesOf(templates, 'AWS::Events::Rule').find(({ Properties: found }) => found['EventPattern']);
    expect(rule?.Properties).toMatchObject({
      EventPattern: {
        source: ['aws.guardduty'],
        'detail-type': ['GuardDuty Malware Protection Object Scan Result'],
        detail: { s3ObjectDetails: { bucketName: [expect.anything()] } },
      },
      Targets: [{ Arn: expect.anything() }],
    });
  });

  it('tell the imports queue of every archive, which lets them', () => {
    expect(bucketOf('uploads')?.Properties['NotificationConfiguration']).toMatchObject({
      QueueConfigurations: [
        {
          Event: 's3:ObjectCreated:*',
          Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'imports/' }] } },
          Queue: { 'Fn::GetAtt': [expect.stringMatching(/^ImportsQueue/), 'Arn'] },
        },
      ],
    });
    expect(bucketOf('uploads')?.DependsOn).toEqual([expect.stringMatching(/^ImportsQueuePolicy/)]);
  });
});

describe('the data stack', () => {
  it('takes what belongs to a place as parameters', () => {
    const { BootstrapVersion: _version, ...parameters } = templates['Data']?.Parameters ?? {};
    expect(Object.keys(parameters).sort()).toEqual([
      'ArchiveAddresses',
      'FeedAuthority',
      'FeedHub',
      'FranceConnectClientId',
      'FranceConnectIssuer',
      'JwksAddress',
      'MailDomain',
      'ProConnectClientId',
      'ProConnectIssuer',
      'SiteAddress',
      'TokenIssuer',
    ]);
  });

  it.each(['LeaveKeys', 'WebhookKeys', 'IdentityKeys'])('makes a first key of %s that nobody has seen', (id) => {
    const secret = resourcesOf(templates, 'AWS::SecretsManager::Secret').find((found) => found.id.startsWith(id));
    expect(secret?.Properties['GenerateSecretString']).toMatchObject({
      SecretStringTemplate: '{}',
      GenerateStringKey: 'k1',
      PasswordLength: 64,
    });
  });

  it('encrypts every topic under our key', () => {
    const topics = resourcesOf(templates, 'AWS::SNS::Topic');
    expect(topics).toHaveLength(3);
    for (const { Properties } of topics) expect(JSON.stringify(Properties['KmsMasterKeyId'])).toMatch(/Key[0-9A-F]{8}/);
  });

  it.each([
    ['Alarms', 'cloudwatch.amazonaws.com'],
    ['FeedbackTopic', 'ses.amazonaws.com'],
  ])('lets AWS itself write to %s: %s, and for this account only', (id, service) => {
    const policy = resourcesOf(templates, 'AWS::SNS::TopicPolicy').find(({ Properties }) =>
      JSON.stringify(Properties['Topics']).includes(id),
    );
    expect((policy?.Properties['PolicyDocument'] as { Statement: unknown[] } | undefined)?.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: service },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    );
  });
});
