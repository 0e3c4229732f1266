import type { JsonObject } from '../assembly.ts';
import type { AwsCaller } from '../aws-call.ts';
import type { LocalFunction } from '../functions/function.ts';

/** Something that calls a function by itself. */
export interface Trigger {
  /** Takes no more work, and settles when what it took is done or given back. */
  stop: () => Promise<void>;
}

/** What a trigger of one event source mapping works with. */
export interface Mapping<Settings> {
  fn: LocalFunction;
  settings: Settings;
  sourceArn: string;
  /** At most so many events at once: the function's environments are shared by all its triggers. */
  most: number;
  /** The function's own key: its role must allow the polling too. */
  caller: AwsCaller;
  /** Hands every message over twice. */
  deliverTwice: boolean;
  /** A sentence for the person who runs the system, when a delivery fails. */
  report: (message: string) => void;
}

export interface BatchResponse {
  batchItemFailures?: { itemIdentifier?: string }[] | null;
}

/** Refuses a mapping with settings that this machine would pass over in silence. */
export const checkSettings = (path: string, props: JsonObject, known: readonly string[]): void => {
  const unknown = Object.keys(props).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new Error(`${path}: the local system does not support ${unknown.join(', ')} of an event source mapping`);
};

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
