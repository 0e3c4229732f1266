import type { Assembly } from '../assembly.ts';
import { emulatedTypes } from '../emulators/resource.ts';
import { unknownSettings } from './settings.ts';

/** Types that the local system runs. */
const run = new Set<string>([
  ...emulatedTypes,
  'AWS::Lambda::Function',
  'AWS::Lambda::EventSourceMapping',
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Stage',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::Events::Rule',
  'AWS::GuardDuty::MalwareProtectionPlan',
  'AWS::Scheduler::Schedule',
  'Custom::S3BucketNotifications',
]);

/** Types that change nothing of what a person sees on one machine, each with the reason why. */
const withoutLocalEffect: Record<string, string> = {
  'AWS::CDK::Metadata': 'tells AWS which constructs were used',
  'AWS::KMS::Alias': 'a second name of a key',
  'AWS::SQS::QueuePolicy': 'resource policies are not evaluated: only the identity policies of functions are',
  'AWS::SNS::TopicPolicy': 'resource policies are not evaluated',
  'AWS::S3::BucketPolicy': 'resource policies are not evaluated',
  'AWS::SecretsManager::ResourcePolicy': 'resource policies are not evaluated',
  'AWS::Lambda::Permission': 'resource policies are not evaluated; triggers come from the mappings, rules and integrations',
  'AWS::Lambda::EventInvokeConfig': 'schedules are the only asynchronous callers, and the next run is the retry',
  'AWS::Scheduler::ScheduleGroup': 'a folder of schedules',
  'AWS::Logs::LogGroup': 'lines go to a file per function in the data folder, kept until `--fresh`',
  'AWS::Logs::MetricFilter': 'codes are counted from the log lines themselves',
  'AWS::Logs::ResourcePolicy': 'resource policies are not evaluated',
  'AWS::CloudWatch::Alarm': 'nobody is on call for one machine',
  'AWS::CloudWatch::CompositeAlarm': 'nobody is on call for one machine',
  'AWS::CloudWatch::Dashboard': 'a page of the AWS console',
  'AWS::CloudFront::OriginAccessControl': 'the front reads the site bucket itself',
  'AWS::CloudFront::CachePolicy': 'nothing is cached, so every change shows at once',
  'AWS::CloudFront::OriginRequestPolicy': 'the front passes every header on but the host',
  'AWS::ApiGatewayV2::DomainName': 'there is one address for everything',
  'AWS::ApiGatewayV2::ApiMapping': 'there is one address for everything',
  'AWS::CertificateManager::Certificate': 'the loopback speaks plain HTTP',
  'AWS::Route53::RecordSet': 'there is no domain name on the loopback',
  'AWS::WAFv2::WebACL': 'nobody but this machine can call',
  'AWS::WAFv2::WebACLAssociation': 'nobody but this machine can call',
  'Custom::S3AutoDeleteObjects': 'empties a bucket when its stack is deleted',
};

/** Throws, naming every resource and setting that the local system would pass over in silence. */
export const checkCoverage = (assembly: Assembly): void => {
  const gaps = assembly.declared().flatMap(({ type, path, settings }) => {
    if (!run.has(type) && !(type in withoutLocalEffect)) return [`${path} (${type})`];
    return unknownSettings(type, settings).map((setting) => `${path} (${type}): ${setting}`);
  });
  if (gaps.length === 0) return;
  const list = gaps.map((gap) => `  ${gap}`).join('\n');
  throw new Error(`the local system cannot run this; support it in local/, or list why it has no effect here:\n${list}`);
};
