import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { DeclaredApi } from '../constructs/declared-api.ts';
import { ParvisFunction } from '../constructs/parvis-function.ts';
import { AUDIENCE, callersEnvironment } from '../functions/callers-environment.ts';
import { identityFunctions } from '../functions/identity-functions.ts';
import { leavingEnvironment } from '../functions/leaving-environment.ts';
import { smsEnvironment } from '../functions/sms-environment.ts';
import type { DataStack } from './data.ts';
import type { WebhooksStack } from './webhooks.ts';

/** Seven days in which somebody who wants to leave may change their mind. */
const DELETION_PAUSE_SECONDS = 7 * 24 * 60 * 60;

/** The API that people and services call: the declared routes and the functions that answer them. */
export class ApiStack extends Stack {
  readonly api: HttpApi;

  constructor(
    scope: Construct,
    id: string,
    { data, webhooks: { calls }, ...props }: StackProps & { data: DataStack; webhooks: WebhooksStack },
  ) {
    super(scope, id, props);
    const { house, tables, buckets, parameters, leaveKeys, webhookKeys } = data;
    const callers = callersEnvironment(data);
    const accounts = new ParvisFunction(this, {
      name: 'accounts-api',
      house,
      environment: {
        ...callers,
        ACCOUNTS_TABLE: tables.accounts.tableName,
        PROFILES_TABLE: tables.profiles.tableName,
        HISTORY_TABLE: tables.history.tableName,
      },
    });
    const leaving = new ParvisFunction(this, {
      name: 'accounts-leaving',
      house,
      environment: {
        ...callers,
        ...leavingEnvironment(data),
        EXPORTS_BUCKET: buckets.exports.bucketName,
        DOCUMENTS_BUCKET: buckets.documents.bucketName,
        DELETION_PAUSE_SECONDS: String(DELETION_PAUSE_SECONDS),
      },
    });
    const fiches = new ParvisFunction(this, {
      name: 'fiches-api',
      house,
      environment: {
        ...callers,
        FICHES_TABLE: tables.fiches.tableName,
        IMPORTS_TABLE: tables.imports.tableName,
        CONTENT_BUCKET: buckets.content.bucketName,
        UPLOADS_BUCKET: buckets.uploads.bucketName,
        SITE_BUCKET: buckets.site.bucketName,
      },
    });
    const alerts = new ParvisFunction(this, {
      name: 'alerts-api',
      house,
      environment: {
        ...callers,
        ACCOUNTS_TABLE: tables.accounts.tableName,
        FICHES_TABLE: tables.fiches.tableName,
        SUBSCRIPTIONS_TABLE: tables.subscriptions.tableName,
        PREFERENCES_TABLE: tables.preferences.tableName,
        PHONES_TABLE: tables.phones.tableName,
        PUBLICATIONS_TABLE: tables.publications.tableName,
        DIGESTS_TABLE: tables.digests.tableName,
        SENDING_TABLE: tables.sending.tableName,
        LEAVE_KEYS_SECRET: leaveKeys.secretArn,
        SITE_ADDRESS: parameters.siteAddress,
      },
    });
    const phone = new ParvisFunction(this, {
      name: 'alerts-phone',
      house,
      environment: {
        ...callers,
        ACCOUNTS_TABLE: tables.accounts.tableName,
        PHONES_TABLE: tables.phones.tableName,
        LEAVE_KEYS_SECRET: leaveKeys.secretArn,
        ...smsEnvironment(house.stage.settings),
      },
    });
    const spaces = new ParvisFunction(this, {
      name: 'spaces-api',
      house,
      environment: {
        ...callers,
        SPACES_TABLE: tables.spaces.tableName,
        ACTIONS_TABLE: tables.actions.tableName,
        ACCOUNTS_TABLE: tables.accounts.tableName,
        HISTORY_TABLE: tables.history.tableName,
        LEAVE_KEYS_SECRET: leaveKeys.secretArn,
      },
    });
    const webhooks = new ParvisFunction(this, {
      name: 'webhooks-api',
      house: { ...house, reach: { ...house.reach, queues: { webhooks: calls.queue.queueArn } } },
      environment: {
        ...callers,
        WEBHOOKS_TABLE: tables.webhooks.tableName,
        WEBHOOKS_QUEUE: calls.queue.queueUrl,
        WEBHOOK_KEYS_SECRET: webhookKeys.secretArn,
        WEBHOOK_LOOPBACK: house.stage.settings.webhooks.loopback,
      },
    });
    const documents = new ParvisFunction(this, {
      name: 'documents-api',
      house,
      environment: {
        ...callers,
        DOCUMENTS_TABLE: tables.documents.tableName,
        ACTIONS_TABLE: tables.actions.tableName,
        EXPORTS_BUCKET: buckets.exports.bucketName,
        DOCUMENTS_BUCKET: buckets.documents.bucketName,
        SITE_ADDRESS: parameters.siteAddress,
      },
    });
    this.api = new DeclaredApi(this, 'Api', {
      handlers: {
        'accounts-api': accounts,
        'accounts-leaving': leaving,
        'fiches-api': fiches,
        'alerts-api': alerts,
        'alerts-phone': phone,
        'spaces-api': spaces,
        'documents-api': documents,
        'webhooks-api': webhooks,
        ...identityFunctions(this, data),
      },
      issuer: parameters.tokenIssuer,
      audience: AUDIENCE,
      settings: house.stage.settings,
    }).api;
    new CfnOutput(this, 'ApiEndpoint', { value: this.api.apiEndpoint });
  }
}
