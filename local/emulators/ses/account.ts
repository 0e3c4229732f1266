import { ofType, type TemplateResource } from '../resource.ts';
import { bareAddress } from './mail.ts';

/** A mail event, by the name that SES gives it in its JSON. */
export type MailEventType = 'Send' | 'Delivery' | 'Bounce' | 'Complaint' | 'Reject' | 'Rendering Failure' | 'DeliveryDelay';

export interface StoredTemplate {
  subject: string;
  html?: string | undefined;
  text?: string | undefined;
}

/** What the templates say of sending mail. */
export interface MailAccount {
  /** Whether a domain or address of the template covers this sender. */
  maySendAs(from: string): boolean;
  hasConfigurationSet(name: string): boolean;
  /** The topics that are told of such an event. */
  topicsFor(configurationSet: string | undefined, event: MailEventType): string[];
  template(name: string): StoredTemplate | undefined;
}

interface DestinationProperties {
  ConfigurationSetName: string;
  EventDestination: { Enabled?: boolean; MatchingEventTypes: string[]; SnsDestination?: { TopicARN: string } };
}

interface TemplateProperties {
  Template: { TemplateName?: string; SubjectPart: string; HtmlPart?: string; TextPart?: string };
}

/** CloudFormation writes event types in several ways: `DELIVERY`, `delivery`, `renderingFailure`. */
const fold = (event: string): string => event.replaceAll(/[\s_]/g, '').toLowerCase();

export const accountOfTemplate = (resources: readonly TemplateResource[]): MailAccount => {
  const identities = ofType(resources, 'AWS::SES::EmailIdentity').map(({ name }) => name.toLowerCase());
  const configurationSets = new Set(ofType(resources, 'AWS::SES::ConfigurationSet').map(({ name }) => name));
  const destinations = ofType(resources, 'AWS::SES::ConfigurationSetEventDestination').map(({ name, properties }) => {
    const { ConfigurationSetName, EventDestination } = properties as unknown as DestinationProperties;
    const { Enabled = false, MatchingEventTypes, SnsDestination } = EventDestination;
    if (!SnsDestination) throw new Error(`${name}: the local mail service tells of events to SNS topics alone`);
    return { set: ConfigurationSetName, enabled: Enabled, events: MatchingEventTypes.map(fold), topicArn: SnsDestination.TopicARN };
  });
  const templates = new Map(
    ofType(resources, 'AWS::SES::Template').map(({ name, properties }) => {
      const { TemplateName, SubjectPart, HtmlPart, TextPart } = (properties as unknown as TemplateProperties).Template;
      return [TemplateName ?? name, { subject: SubjectPart, html: HtmlPart, text: TextPart }];
    }),
  );
  return {
    maySendAs(from) {
      const address = bareAddress(from).toLowerCase();
      const domain = address.split('@')[1] ?? '';
      return identities.some((identity) => identity === address || identity === domain || domain.endsWith(`.${identity}`));
    },
    hasConfigurationSet: (name) => configurationSets.has(name),
    topicsFor: (configurationSet, event) =>
      destinations
        .filter(({ set, enabled, events }) => enabled && set === configurationSet && events.includes(fold(event)))
        .map(({ topicArn }) => topicArn),
    template: (name) => templates.get(name),
  };
};
