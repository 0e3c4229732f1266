import { z } from 'zod';

/** Query parameters of every list: `limit` items at most, starting after `cursor` (opaque, from the previous page). */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20).meta({ description: "Nombre d'éléments par page" }),
  cursor: z.string().max(1000).optional().meta({ description: 'Curseur rendu par la page précédente' }),
});

/** One page of a list; `next` is the cursor of the following page, null on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().nullable() });

export interface Page<Item> {
  items: Item[];
  next: string | null;
}
