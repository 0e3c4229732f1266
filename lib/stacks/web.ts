import { CfnOutput, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { API_STAGE } from '../constructs/declared-api.ts';
import { securityHeaders } from '../constructs/security-headers.ts';
import type { DataStack } from './data.ts';

export interface WebStackProps extends StackProps {
  data: DataStack;
  api: HttpApi;
}

/** How long readers may see the former text of a fiche, at each of the two caches. */
const PAGE_AGE = Duration.seconds(30);

/**
 * One address for all: the site's files, and the API under `/api/`. Two distributions, because CloudFront puts its error pages in place of
 * every answer of a distribution: in one, a missing page and the API's own « fiche introuvable » would be the same page.
 */
export class WebStack extends Stack {
  constructor(scope: Construct, id: string, { data, api, ...props }: WebStackProps) {
    super(scope, id, props);
    const { domain } = data.house.stage.settings;
    const cachePolicy = new CachePolicy(this, 'Pages', {
      comment: 'A page that says nothing of its age is asked for again after this time',
      minTtl: Duration.seconds(0),
      defaultTtl: PAGE_AGE,
      maxTtl: Duration.days(365),
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    });
    const responseHeadersPolicy = securityHeaders(
      this,
      'Headers',
      [data.buckets.uploads, data.buckets.documents].map(({ bucketRegionalDomainName }) => `https://${bucketRegionalDomainName}`),
    );
    const files = this.files(data, cachePolicy);
    const front = new Distribution(this, 'Front', {
      comment: 'Parvis: one address for the site and the API',
      priceClass: PriceClass.PRICE_CLASS_100,
      httpVersion: HttpVersion.HTTP2_AND_3,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      ...(domain
        ? { domainNames: [domain.name], certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn) }
        : {}),
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: new HttpOrigin(files.distributionDomainName, { protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY }),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy,
        responseHeadersPolicy,
      },
    });
    front.addBehavior(`/${API_STAGE}/*`, new HttpOrigin(`${api.apiId}.execute-api.${this.region}.${this.urlSuffix}`), {
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy,
    });
    new CfnOutput(this, 'SiteAddress', { value: `https://${domain?.name ?? front.distributionDomainName}` });
    new CfnOutput(this, 'FrontDistribution', { value: front.distributionId });
    new CfnOutput(this, 'FilesDistribution', { value: files.distributionId });
  }

  private files(data: DataStack, cachePolicy: CachePolicy): Distribution {
    const site = Bucket.fromBucketAttributes(this, 'Site', {
      bucketArn: data.buckets.site.bucketArn,
      region: this.region,
    });
    Validations.of(this).acknowledge({
      id: '@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac',
      reason: 'The data stack lets distributions of the account read the bucket: its policy cannot name one that stands on it.',
    });
    return new Distribution(this, 'Files', {
      comment: 'Parvis: the files of the site, behind the front',
      priceClass: PriceClass.PRICE_CLASS_100,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(site),
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        cachePolicy,
      },
      errorResponses: [{ httpStatus: 404, responseHttpStatus: 404, responsePagePath: '/404.html', ttl: Duration.seconds(10) }],
    });
  }
}
