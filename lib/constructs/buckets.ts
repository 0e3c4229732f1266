import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Aws } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { BucketName } from '../functions/settings.ts';

export interface BucketsProps {
  key: IKey;
  keepsData: boolean;
  /** The only origin whose pages may upload. */
  siteAddress: string;
  importsQueue: IQueue;
}

const UPLOADS_DAYS = 7;
/** S3 counts whole days from the midnight after: a copy may be had for 24 hours, and is gone within three days. */
const EXPORTS_DAYS = 2;
/** What came in is checked within minutes; what was forgotten is nobody's. */
const INCOMING_DAYS = 2;
/** Drafts are never deleted one by one; the few that wait longer are forgotten. */
const DRAFTS_DAYS = 730;
const OLD_VERSIONS_DAYS = 90;
const ACCESS_LOGS_DAYS = 90;

const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
} satisfies BucketProps;

/**
 * The buckets, none of them public: what fiches say (kept in every version), what editors upload (a week), documents of people (each file once and
 * under a name of its own: what is erased is gone), copies of people's data (two days), the site, and who read them.
 */
export class Buckets extends Construct {
  readonly byName: Record<BucketName, Bucket>;

  constructor(scope: Construct, id: string, { key, keepsData, siteAddress, importsQueue }: BucketsProps) {
    super(scope, id);
    const removalPolicy = keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const accessLogs = new Bucket(this, 'access-logs', {
      ...closed,
      removalPolicy,
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(ACCESS_LOGS_DAYS) }],
    });
    const logged = (prefix: string) => ({
      ...closed,
      removalPolicy,
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: `${prefix}/`,
    });
    const underKey = { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true };
    const content = new Bucket(this, 'content', {
      ...logged('content'),
      ...underKey,
      versioned: true,
      lifecycleRules: [
        { noncurrentVersionExpiration: Duration.days(OLD_VERSIONS_DAYS) },
        { prefix: 'drafts/', expiration: Duration.days(DRAFTS_DAYS) },
      ],
    });
    const uploads = new Bucket(this, 'uploads', {
      ...logged('uploads'),
      ...underKey,
      cors: [{ allowedMethods: [HttpMethods.POST], allowedOrigins: [siteAddress], allowedHeaders: ['content-type'], maxAge: 600 }],
      lifecycleRules: [{ expiration: Duration.days(UPLOADS_DAYS), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
    const exports = new Bucket(this, 'exports', {
      ...logged('exports'),
      ...underKey,
      lifecycleRules: [{ expiration: Duration.days(EXPORTS_DAYS), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
    const documents = new Bucket(this, 'documents', {
      ...logged('documents'),
      ...underKey,
      cors: [{ allowedMethods: [HttpMethods.POST], allowedOrigins: [siteAddress], allowedHeaders: ['content-type'], maxAge: 600 }],
      lifecycleRules: [
        { prefix: 'incoming/', expiration: Duration.days(INCOMING_DAYS) },
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    tellTheBus(documents);
    const site = new Bucket(this, 'site', { ...logged('site'), encryption: BucketEncryption.S3_MANAGED });
    tellArrivals(uploads, importsQueue);
    letCloudFrontRead(site);
    this.byName = { content, uploads, documents, exports, site };
  }
}

/** What scans the bucket hears of its objects over the event bus, and sets the same by itself. */
const tellTheBus = (bucket: Bucket): void => {
  (bucket.node.defaultChild as CfnBucket).notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
};

/** Said to S3 directly: the CDK's own way deploys a function that may rewrite the notifications of any bucket. */
const tellArrivals = (uploads: Bucket, queue: IQueue): void => {
  const allowed = queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('s3.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  const bucket = uploads.node.defaultChild as CfnBucket;
  bucket.notificationConfiguration = {
    queueConfigurations: [
      { event: 's3:ObjectCreated:*', queue: queue.queueArn, filter: { s3Key: { rules: [{ name: 'prefix', value: 'imports/' }] } } },
    ],
  };
  if (allowed.policyDependable) bucket.node.addDependency(allowed.policyDependable);
};

/**
 * Here rather than beside the distribution, which stands on this stack. Listing lets S3 say that a page does not exist; without it every
 * missing page is a forbidden one.
 */
const letCloudFrontRead = (site: Bucket): void => {
  const principals = [new ServicePrincipal('cloudfront.amazonaws.com')];
  const conditions = { ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:cloudfront::${Aws.ACCOUNT_ID}:distribution/*` } };
  site.addToResourcePolicy(
    new PolicyStatement({ principals, actions: ['s3:GetObject'], resources: [site.arnForObjects('*')], conditions }),
  );
  site.addToResourcePolicy(new PolicyStatement({ principals, actions: ['s3:ListBucket'], resources: [site.bucketArn], conditions }));
};
