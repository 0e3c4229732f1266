import * as z from 'zod/mini';

/** Query parameters of every list: `limit` items at most, starting after `cursor` (opaque, from the previous page). */
export const PageQuery = z.object({
  limit: z
    ._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 20)
    .register(z.globalRegistry, { description: 'Nombre d’éléments par page' }),
  cursor: z
    .optional(z.string().check(z.maxLength(1000)))
    .register(z.globalRegistry, { description: 'Curseur rendu par la page précédente' }),
});

/** One page of a list; `next` is the cursor of the following page, null on the last one. */
export const pageOf = <Item extends z.ZodMiniType>(item: Item) => z.object({ items: z.array(item), next: z.nullable(z.string()) });

export interface Page<Item> {
  items: Item[];
  next: string | null;
}
