import { z } from 'zod';
import { tierSchema } from '../words';
import { staleSchema } from './serviceScore';
import { instant } from './time';

export const sourceNames = [
  'entities',
  'quality',
  'coverage',
  'alerts',
  'recovery',
] as const;
export const sourceNameSchema = z.enum(sourceNames);
export type SourceName = z.infer<typeof sourceNameSchema>;

export const collectionStateSchema = z.object({
  running: z.boolean(),
  lastStartedAt: instant.optional(),
  /** When a collection last ended with every source answering. */
  lastSuccessAt: instant.optional(),
  lastError: z.object({ at: instant, message: z.string() }).optional(),
  nextRunAt: instant.optional(),
  /** False when no New Relic account is configured. */
  configured: z.boolean(),
  sources: z.array(
    z.object({
      name: sourceNameSchema,
      observedAt: instant.optional(),
      stale: staleSchema.optional(),
    }),
  ),
});
export type CollectionState = z.infer<typeof collectionStateSchema>;

export const summarySchema = z.object({
  services: z.int(),
  levels: z.object({
    gold: z.int(),
    silver: z.int(),
    bronze: z.int(),
    none: z.int(),
  }),
  /** Not joined to New Relic, or joined and silent. */
  withoutData: z.int(),
  fastLane: z.int(),
  /** Against seven days ago. */
  week: z.object({ rose: z.int(), fell: z.int() }),
  collection: collectionStateSchema,
  /** The values that the filters of the list can take. */
  filters: z.object({
    owners: z.array(z.string()),
    tiers: z.array(tierSchema),
    languages: z.array(z.string()),
    lifecycles: z.array(z.string()),
    paths: z.array(z.object({ entityRef: z.string(), title: z.string() })),
  }),
});
export type Summary = z.infer<typeof summarySchema>;
