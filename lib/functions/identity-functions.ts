import type { Construct } from 'constructs';
import { API_STAGE } from '../constructs/declared-api.ts';
import { ParvisFunction } from '../constructs/parvis-function.ts';
import type { DataStack } from '../stacks/data.ts';
import { AUDIENCE, callersEnvironment } from './callers-environment.ts';
import { doorEnvironment } from './door-environment.ts';
import { federationEnvironment } from './federation-environment.ts';

/** Who people are, and how they show it: the pages of sign-in, and what they decide about it once signed in. */
export const identityFunctions = (scope: Construct, data: DataStack) => {
  const { house, tables, parameters, identityKeys, signingKeys } = data;
  const door = doorEnvironment(data);
  return {
    'identity-pages': new ParvisFunction(scope, {
      name: 'identity-pages',
      house,
      environment: {
        CLIENTS_TABLE: tables.clients.tableName,
        CONSENTS_TABLE: tables.consents.tableName,
        SITE_ADDRESS: parameters.siteAddress,
        OIDC_TABLE: tables.oidc.tableName,
        FACTORS_TABLE: tables.factors.tableName,
        OUTBOX_TABLE: tables.outbox.tableName,
        AUDIT_TABLE: tables.audit.tableName,
        FRANCECONNECT_ISSUER: parameters.franceConnect.issuer,
        PROCONNECT_ISSUER: parameters.proConnect.issuer,
        MEMBERSHIPS_TABLE: tables.memberships.tableName,
        STAFF_TABLE: tables.staff.tableName,
        ...door,
      },
    }),
    'identity-provider': new ParvisFunction(scope, {
      name: 'identity-provider',
      house,
      environment: {
        SITE_ADDRESS: parameters.siteAddress,
        ISSUER: `${parameters.siteAddress}/${API_STAGE}/identity`,
        TOKEN_AUDIENCE: AUDIENCE,
        OIDC_TABLE: tables.oidc.tableName,
        CLIENTS_TABLE: tables.clients.tableName,
        CONSENTS_TABLE: tables.consents.tableName,
        ACCOUNTS_TABLE: tables.accounts.tableName,
        HISTORY_TABLE: tables.history.tableName,
        AUDIT_TABLE: tables.audit.tableName,
        IDENTITY_KEYS_SECRET: identityKeys.secretArn,
        ACCESS_TOKEN_KEYS: signingKeys.access.map(({ keyArn }) => keyArn).join(','),
        ID_TOKEN_KEYS: signingKeys.id.map(({ keyArn }) => keyArn).join(','),
      },
    }),
    'identity-api': new ParvisFunction(scope, {
      name: 'identity-api',
      house,
      environment: {
        CLIENTS_TABLE: tables.clients.tableName,
        CONSENTS_TABLE: tables.consents.tableName,
        ...callersEnvironment(data),
        OIDC_TABLE: tables.oidc.tableName,
        FACTORS_TABLE: tables.factors.tableName,
        STAFF_TABLE: tables.staff.tableName,
        ...door,
        SITE_ADDRESS: parameters.siteAddress,
      },
    }),
    'identity-federation': new ParvisFunction(scope, { name: 'identity-federation', house, environment: federationEnvironment(data) }),
  };
};
