import type { DataStack } from '../stacks/data.ts';
import { callersEnvironment } from './callers-environment.ts';

/** Where FranceConnect and ProConnect are for this place, and all that the function needs that speaks with them. */
export const federationEnvironment = (data: DataStack) => {
  const { tables, parameters, stateSecrets, identityKeys } = data;
  const { franceConnect, proConnect } = parameters;
  return {
    ...callersEnvironment(data),
    ACCOUNTS_TABLE: tables.accounts.tableName,
    CREDENTIALS_TABLE: tables.credentials.tableName,
    FACTORS_TABLE: tables.factors.tableName,
    HISTORY_TABLE: tables.history.tableName,
    IDENTITIES_TABLE: tables.identities.tableName,
    OIDC_TABLE: tables.oidc.tableName,
    SITE_ADDRESS: parameters.siteAddress,
    FRANCECONNECT_ISSUER: franceConnect.issuer,
    FRANCECONNECT_CLIENT_ID: franceConnect.clientId,
    FRANCECONNECT_SECRET: stateSecrets.franceConnect.secretArn,
    PROCONNECT_ISSUER: proConnect.issuer,
    PROCONNECT_CLIENT_ID: proConnect.clientId,
    PROCONNECT_SECRET: stateSecrets.proConnect.secretArn,
    IDENTITY_KEYS_SECRET: identityKeys.secretArn,
  };
};
