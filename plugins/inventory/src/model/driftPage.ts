import { z } from 'zod';
import { driftSchema } from './inventory';

const driftRowSchema = z.object({
  entityRef: z.string(),
  title: z.string(),
  /** "service", "database": the type, else the kind. */
  type: z.string(),
  owner: z.string().optional(),
  places: z.array(
    z.object({
      account: z.string(),
      accountName: z.string().optional(),
      region: z.string(),
    }),
  ),
  /** Nothing when what the catalog holds is of an unknown shape. */
  drift: z.array(driftSchema).optional(),
});

export const driftPageSchema = z.object({
  totalItems: z.number(),
  items: z.array(driftRowSchema),
});

/** An entity with drift. */
export type DriftRow = z.infer<typeof driftRowSchema>;

/** Some of the entities with drift, and how many there are. */
export type DriftPage = z.infer<typeof driftPageSchema>;
