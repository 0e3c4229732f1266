import type { IncomingMessage } from 'node:http';
import type { Configuration } from 'oidc-provider';
import type { Html } from '../page.ts';

/** Somebody who exists nowhere, as an identity provider would tell of them. */
export interface FictitiousPerson {
  /** Unknown to those who are told of the person: they get a pairwise `sub`. */
  id: string;
  /** How the page lists them. */
  label: string;
  /** What makes them worth choosing. */
  remark: string;
  claims: Readonly<Record<string, unknown>>;
}

/** How somebody signed in, as the choice of a button says it. */
export interface Way {
  value: string;
  label: string;
  acr: string;
  amr: readonly string[];
}

/** A rule of the authorization request; says what is wrong with it, or nothing. */
export type RequestRule = (parameters: URLSearchParams) => string | undefined;

/** All in which one look-alike differs from the other. */
export interface LookAlike {
  /** Part of the local system's address that it answers, and its name in files. */
  prefix: `/${string}`;
  name: string;
  /** What the page says of it, before the list of people. */
  introduction: Html;
  people: readonly FictitiousPerson[];
  ways: readonly Way[];
  rules: readonly RequestRule[];
  /** Of a request to end a session. */
  logoutRules: readonly RequestRule[];
  settings: Pick<Configuration, 'acrValues' | 'claims' | 'clientAuthMethods' | 'enabledJWA' | 'ttl'> & {
    pairwise: (clientId: string, accountId: string) => string;
    /** Whether a client may have its answers encrypted. */
    encrypts: boolean;
  };
  client: LookAlikeClient;
}

/** How we are registered there. */
export interface LookAlikeClient {
  id: string;
  /** Paths of our site. */
  callback: string;
  departed: string;
  /** Where our public encryption keys are; absent where nothing is encrypted. */
  encryptionKeys?: string;
}

export interface LookAlikeSurroundings {
  /** Address of the whole local system. */
  address: string;
  dataDir: string;
  /** The secret that we have there; asked for when somebody first comes. */
  clientSecret: () => Promise<string>;
  report: (message: string) => void;
}

/** Koa reads the address that it is mounted at from what was asked before the prefix was taken away. */
export type MountedRequest = IncomingMessage & { originalUrl?: string };
