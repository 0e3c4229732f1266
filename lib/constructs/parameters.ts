import { CfnParameter } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** What belongs to a place and not to the code: given at each deployment, or by whatever runs the stacks on one machine. */
export class Parameters extends Construct {
  readonly siteAddress: string;
  readonly tokenIssuer: string;
  readonly jwksAddress: string;
  readonly mailDomain: string;
  readonly archiveAddresses: string;
  readonly feedAuthority: string;
  readonly feedHub: string;
  readonly franceConnect: { issuer: string; clientId: string };
  readonly proConnect: { issuer: string; clientId: string };

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.siteAddress = this.text('SiteAddress', 'Where people find the site: scheme and host, without a last slash', '^https?://[^/]+$');
    this.tokenIssuer = this.text('TokenIssuer', 'Who signs access tokens: the iss claim, letter for letter', '^https?://.+$');
    this.jwksAddress = this.text('JwksAddress', 'Where the issuer publishes its keys', '^https?://.+$');
    this.mailDomain = this.text('MailDomain', 'The domain that alerts are sent from', '^[A-Za-z0-9.-]+$');
    this.archiveAddresses = this.text(
      'ArchiveAddresses',
      'JSON: the address of the official archive of each audience to fetch daily',
      '^\\{.*\\}$',
      '{}',
    );
    this.feedAuthority = this.text(
      'FeedAuthority',
      'Who names the entries of feeds: a domain and a date on which it was yours, such as parvis.example,2026; never to be changed',
      '^[a-z0-9.-]+,[0-9]{4}(-[0-9]{2}){0,2}$',
    );
    this.franceConnect = this.stateProvider('FranceConnect');
    this.proConnect = this.stateProvider('ProConnect');
    this.feedHub = this.text('FeedHub', 'The WebSub hub that is told of new entries of feeds; empty without one', '^(https?://.+)?$', '');
  }

  private stateProvider(name: string): { issuer: string; clientId: string } {
    return {
      issuer: this.text(`${name}Issuer`, `The issuer of ${name}, letter for letter; empty where it is not offered`, '^(https?://.+)?$', ''),
      clientId: this.text(`${name}ClientId`, `What ${name} calls us`, '^[A-Za-z0-9_-]*$', ''),
    };
  }

  private text(name: string, description: string, allowedPattern: string, byDefault?: string): string {
    const parameter = new CfnParameter(this, name, {
      description,
      allowedPattern,
      ...(byDefault === undefined ? {} : { default: byDefault }),
    });
    parameter.overrideLogicalId(name);
    return parameter.valueAsString;
  }
}
