import type { Need } from '../policy.ts';
import type { AwsRequest, Facts } from '../request.ts';

interface Sending {
  action: string;
  from: string;
  recipients: string[];
  configurationSet: string | undefined;
  template: string | undefined;
}

const bare = (address: string): string => /<([^<>]+)>\s*$/.exec(address)?.[1] ?? address.trim();

const members = (form: URLSearchParams, prefix: string): string[] =>
  [...form.entries()].filter(([key]) => key.startsWith(prefix)).map(([, value]) => value);

const fromQuery = (form: URLSearchParams): Sending => ({
  action: form.get('Action') ?? '',
  from: form.get('Source') ?? '',
  recipients: [...members(form, 'Destination.'), ...members(form, 'Destinations.')],
  configurationSet: form.get('ConfigurationSetName') ?? undefined,
  template: form.get('Template') ?? undefined,
});

interface RestBody {
  FromEmailAddress?: string;
  ConfigurationSetName?: string;
  Destination?: Record<string, string[]>;
  BulkEmailEntries?: { Destination?: Record<string, string[]> }[];
  Content?: { Template?: { TemplateName?: string } };
  DefaultContent?: { Template?: { TemplateName?: string } };
}

const restActions: Record<string, string> = {
  'POST /v2/email/outbound-emails': 'SendEmail',
  'POST /v2/email/outbound-bulk-emails': 'SendBulkEmail',
  'GET /v2/email/account': 'GetAccount',
};

const fromRest = ({ method, url, body }: AwsRequest): Sending => {
  const action = restActions[`${method} ${url.pathname}`];
  if (!action) throw new Error(`ses ${method} ${url.pathname} is not known to the local gateway`);
  const request = JSON.parse(body.toString('utf8') || '{}') as RestBody;
  const destinations = [request.Destination, ...(request.BulkEmailEntries ?? []).map(({ Destination }) => Destination)];
  return {
    action,
    from: request.FromEmailAddress ?? '',
    recipients: destinations.flatMap((destination) => Object.values(destination ?? {}).flat()),
    configurationSet: request.ConfigurationSetName,
    template: request.Content?.Template?.TemplateName ?? request.DefaultContent?.Template?.TemplateName,
  };
};

/** Sending needs the identity it sends as and, where one is named, the configuration set and the template. */
export const sesNeeds = (request: AwsRequest, { place, mailIdentities }: Facts): Need[] => {
  const sending = request.url.pathname.startsWith('/v2/')
    ? fromRest(request)
    : fromQuery(new URLSearchParams(request.body.toString('utf8')));
  const action = `ses:${sending.action}`;
  if (!sending.action.startsWith('Send')) return [{ action, resource: '*' }];
  const address = bare(sending.from);
  const identity = mailIdentities.has(address) ? address : (address.split('@')[1] ?? address);
  const context = { 'ses:fromaddress': [address], 'ses:recipients': sending.recipients };
  const resources = [
    `identity/${identity}`,
    ...(sending.configurationSet ? [`configuration-set/${sending.configurationSet}`] : []),
    ...(sending.template ? [`template/${sending.template}`] : []),
  ];
  return resources.map((resource) => ({ action, resource: `arn:aws:ses:${place.region}:${place.account}:${resource}`, context }));
};
