import { z } from 'zod';

const count = z.number();

export const summarySchema = z.object({
  /** Components by where they are known from. */
  origins: z.object({ both: count, repository: count, aws: count }),
  /** Provisioned products: services, databases and all else. */
  places: z.array(z.object({ account: z.string(), region: z.string(), count })),
  drift: z.object({
    /** Entities with any drift. */
    entities: count,
    /** Entities by kind of drift; one can have several. */
    kinds: z.array(z.object({ kind: z.string(), count })),
    accounts: z.array(z.string()),
    /** Refs of owners. */
    owners: z.array(z.string()),
  }),
});

/** The inventory in numbers, as far as the reader may see it. */
export type InventorySummary = z.infer<typeof summarySchema>;

/** How much runs in one account and region. */
export type PlaceCount = InventorySummary['places'][number];

/** How many entities have a kind of drift. */
export type KindCount = InventorySummary['drift']['kinds'][number];
