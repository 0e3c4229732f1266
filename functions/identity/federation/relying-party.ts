import type { Flow } from '../rules/federation/flow.ts';

/** Somebody who comes back, all checks passed. */
export interface Arrival {
  /** Stable for one person and for us alone. */
  subject: string;
  /** How sure the provider is (`acr`). */
  level: string;
  /** How the person proved themselves there (`amr`), when it is told. */
  means: readonly string[];
  claims: Readonly<Record<string, unknown>>;
  /** What ends the session there. */
  idToken: string;
}

/**
 * `given-up`: the person came back without signing in. `unavailable`: nobody could be asked. `not-believed`: the answer is forged, late, used before,
 * or meant for somebody else, and nothing of it may be used.
 */
export type Refusal = 'given-up' | 'unavailable' | 'not-believed';

export class ArrivalRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal, cause?: unknown) {
    super(refusal, { cause });
    this.name = 'ArrivalRefused';
    this.refusal = refusal;
  }
}

/** One of the State's providers as we speak with it. Throws `ArrivalRefused` alone. */
export interface RelyingParty {
  authorization(flow: Pick<Flow, 'state' | 'nonce'>): Promise<URL>;
  /** Takes the address that the browser came back to, whole. */
  redeem(came: URL, flow: Pick<Flow, 'state' | 'nonce'>): Promise<Arrival>;
  /** Where the session there ends. */
  departure(idToken: string, state: string): Promise<URL>;
}
