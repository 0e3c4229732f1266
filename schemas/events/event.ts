import * as z from 'zod/mini';

export interface EventDeclaration<Type extends string = string, Detail extends z.ZodMiniType = z.ZodMiniType> {
  type: Type;
  detail: Detail;
}

export const defineEvent = <const Type extends `${string}.${string}`, Detail extends z.ZodMiniType>(
  type: Type,
  detail: Detail,
): EventDeclaration<Type, Detail> => ({ type, detail });

/** What travels: written to the outbox with the state it tells of, carried by the topic, delivered at least once. */
export const Envelope = z.object({
  id: z.uuid(),
  type: z.string(),
  at: z.iso.datetime(),
  /** Ties the logs of everything that one request set off. */
  correlationId: z.string(),
  detail: z.unknown(),
});
export type Envelope = z.output<typeof Envelope>;

export interface ConsumerDeclaration {
  on: readonly EventDeclaration[];
  /** Who is hurt when this consumer fails: the sentence of its alarm. */
  why: string;
}

/* Whoever only tells of an event carries no line of those who listen: nothing happens where one is made. */
/* @__NO_SIDE_EFFECTS__ */
export const defineConsumer = <const C extends ConsumerDeclaration>(consumer: C): C => consumer;
