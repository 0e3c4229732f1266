/** A finding of AwsSolutions that stands, where, and why that is right. */
export interface AcceptedFinding {
  /** The rule's identifier and, for wildcards, what follows it in brackets. */
  rule: RegExp;
  /** Path of the construct. */
  where: RegExp;
  reason: string;
}

const OBJECTS_REASON = 'The names of objects are made at run time: the grant stops at the prefix that the function owns.';

export const acceptedFindings: readonly AcceptedFinding[] = [
  {
    rule: /^AwsSolutions-IAM5\[Resource::\*\]$/,
    where: /^\w+\/[a-z]+(-[a-z]+)+-role\/DefaultPolicy\//,
    reason:
      'X-Ray takes trace segments for no named resource, DynamoDB lists streams for none, and SNS looks up phones for none; the test of least privilege holds all three to that.',
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::.+\/(content|differences|drafts)\/\*\]$/,
    where: /^(Api|Fiches)\/fiches-/,
    reason: OBJECTS_REASON,
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::.+\/imports\/\*\]$/,
    where: /^(Api\/fiches-api|Fiches\/fiches-(importer|fetcher))-role\//,
    reason: OBJECTS_REASON,
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::.+\/(fiches|themes)\/\*(\.atom)?\]$/,
    where: /^Fiches\/fiches-(pages|index|feeds)-role\//,
    reason: OBJECTS_REASON,
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::.+\/(parts|archives)\/\*\]$/,
    where: /^\w+\/([a-z]+-holdings|accounts-(exporter|leaving))-role\//,
    reason: OBJECTS_REASON,
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::.+\/files\/\*\]$/,
    where: /^Accounts\/accounts-exporter-role\//,
    reason: OBJECTS_REASON,
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::.+\/(incoming|files|previews|deposits|copies|wallets)\/\*\]$/,
    where: /^(Api|Documents)\/documents-/,
    reason: OBJECTS_REASON,
  },
  {
    rule: /^AwsSolutions-IAM5\[Resource::.+(\/incoming\/|DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3)\*\]$/,
    where: /^Documents\/Scanner\/Role\//,
    reason: 'The scanner reads what comes in under one prefix, and names its own rule on the event bus itself, as GuardDuty documents it.',
  },
  {
    rule: /^AwsSolutions-SMG4$/,
    where: /^Data\/WebhookKeys\//,
    reason:
      'The secrets of partners were sealed with keys of this ring: keys are added by hand, and one is only taken out when nothing needs it.',
  },
  {
    rule: /^AwsSolutions-SMG4$/,
    where: /^Data\/StateSecrets\//,
    reason: 'FranceConnect and ProConnect make these secrets and change them on their own pages: a rotation here would lock everybody out.',
  },
  {
    rule: /^AwsSolutions-SMG4$/,
    where: /^Data\/IdentityKeys\//,
    reason:
      'Links that are under way and what sign-in has sealed need the key that made them: keys are added by hand, and one is only taken out when nothing needs it.',
  },
  {
    rule: /^AwsSolutions-SMG4$/,
    where: /^Data\/LeaveKeys\//,
    reason:
      'A link in a mail must end its subscription for as long as that lives: keys are added to the ring by hand and none is replaced.',
  },
  {
    rule: /^AwsSolutions-APIG4$/,
    where: /^Api\/Api\/Gateway\/(GET--(themes|fiches|downloads)|(GET|POST)--(leave|pause|identity))/,
    reason:
      'Declared public: reading fiches needs no account, leaving, pausing or downloading by a link is proven by its token, and whoever signs in has no token yet.',
  },
  {
    rule: /^AwsSolutions-APIG4$/,
    where: /^Api\/Api\/Gateway\/(GET--invitations--\{invitationLink\}|POST--invitations--\{invitationLink\}--refusal)\//,
    reason: 'Declared public: whoever is invited may have no account yet; the sealed link of the mail proves that they are.',
  },
  {
    rule: /^AwsSolutions-CFR1$/,
    where: /^Web\//,
    reason: 'Citizens read from wherever they live or travel.',
  },
  {
    rule: /^AwsSolutions-CFR2$/,
    where: /^Web\//,
    reason:
      'Static files, and an API that throttles and validates every route by itself; who needs a firewall attaches their own to the front.',
  },
  {
    rule: /^AwsSolutions-CFR3$/,
    where: /^Web\//,
    reason:
      'These logs hold addresses of citizens and whole paths, tokens of leave links among them; the API and the bucket log without either.',
  },
  {
    rule: /^AwsSolutions-CFR4$/,
    where: /^Web\//,
    reason: "CloudFront's own certificate leaves no choice of TLS version; with a domain of its own, the front refuses less than 1.2.",
  },
];
