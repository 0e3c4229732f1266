import { App, type AppProps } from 'aws-cdk-lib';
import { AccountsStack } from './stacks/accounts.ts';
import { AlertsStack } from './stacks/alerts.ts';
import { ApiStack } from './stacks/api.ts';
import { DataStack } from './stacks/data.ts';
import { DigestsStack } from './stacks/digests.ts';
import { DocumentsStack } from './stacks/documents.ts';
import { EventsStack } from './stacks/events.ts';
import { FichesStack } from './stacks/fiches.ts';
import { IdentityStack } from './stacks/identity.ts';
import { MailStack } from './stacks/mail.ts';
import { ObservabilityStack } from './stacks/observability.ts';
import { SpacesStack } from './stacks/spaces.ts';
import { WebStack } from './stacks/web.ts';
import { WebhooksStack } from './stacks/webhooks.ts';
import type { Stage } from './stage.ts';

export interface ParvisAppProps extends Pick<AppProps, 'outdir' | 'builtinCloudFormationValidation'> {
  stage: Stage;
  /** Folder of the bundles, one folder per function. */
  bundles: string;
  context: Record<string, unknown>;
}

/** Every stack of one stage, stateful ones first; what is in a template depends on nothing but the code and the stage. */
export const parvisApp = ({ stage, bundles, ...props }: ParvisAppProps): App => {
  const app = new App({ ...props, analyticsReporting: false });
  const called = (part: string) => ({ stackName: `parvis-${stage.name}-${part}`, tags: { application: 'parvis', stage: stage.name } });
  const data = new DataStack(app, 'Data', { ...called('data'), stage, bundles, terminationProtection: stage.settings.keepsData });
  const events = new EventsStack(app, 'Events', { ...called('events'), data });
  const mail = new MailStack(app, 'Mail', { ...called('mail'), data });
  new AccountsStack(app, 'Accounts', { ...called('accounts'), data, events, mail });
  const fiches = new FichesStack(app, 'Fiches', { ...called('fiches'), data, events });
  const digests = new DigestsStack(app, 'Digests', { ...called('digests'), data, mail });
  const alerts = new AlertsStack(app, 'Alerts', { ...called('alerts'), data, events, mail, digests });
  new DocumentsStack(app, 'Documents', { ...called('documents'), data, events, mail });
  new SpacesStack(app, 'Spaces', { ...called('spaces'), data, events, mail });
  new IdentityStack(app, 'Identity', { ...called('identity'), data, events, mail });
  const webhooks = new WebhooksStack(app, 'Webhooks', { ...called('webhooks'), data, events });
  const { api } = new ApiStack(app, 'Api', { ...called('api'), data, webhooks });
  new WebStack(app, 'Web', { ...called('web'), data, api });
  new ObservabilityStack(app, 'Observability', { ...called('observability'), data, events, fiches, alerts, mail, api });
  return app;
};
