import { createHash } from 'node:crypto';
import type { Visitor } from '../../shared/context.ts';
import { FLOW_MINUTES, Flow } from '../rules/federation/flow.ts';
import type { SealedCookies } from './sealed-cookies.ts';

/** One for each flow: two tabs do not take each other's place, and a state leads to its own cookie alone. */
const nameOf = (state: string): string => `flow-${createHash('sha256').update(state).digest('hex').slice(0, 16)}`;

/** Keeps what a browser left for, in that browser. */
export const flowCookies = (cookies: SealedCookies) => ({
  keep: (flow: Flow): Promise<string> => cookies.set(nameOf(flow.state), flow, FLOW_MINUTES * 60),
  /** Undefined in another browser, and for a state that we did not make. */
  async read(visitor: Visitor, state: string): Promise<Flow | undefined> {
    const flow = await cookies.read(visitor, nameOf(state), Flow);
    return flow?.state === state ? flow : undefined;
  },
  drop: (state: string): string => cookies.drop(nameOf(state)),
});
export type FlowCookies = ReturnType<typeof flowCookies>;
