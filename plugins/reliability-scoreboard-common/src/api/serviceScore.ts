import { z } from 'zod';
import {
  levelSchema,
  measureSchema,
  outcomeSchema,
  tierSchema,
} from '../words';
import { day, instant } from './time';

/** The last good answer is shown, since its source has failed. */
export const staleSchema = z.object({
  /** When the source failed for the first time since it last answered. */
  since: instant,
  reason: z.string(),
});
export type Stale = z.infer<typeof staleSchema>;

/** One dimension in a row of the table. */
export const dimensionScoreSchema = z.object({
  /** The number to show; left out when there is none. */
  headline: measureSchema.optional(),
  /**
   * `fail` when a required rule of the dimension fails, else `no-data` when
   * one has no data, else `pass`; `exempt` or `not-required` when nothing is
   * left to ask.
   */
  outcome: outcomeSchema,
  /** One sentence: the first required rule that does not pass, or what is good. */
  verdict: z.string(),
  observedAt: instant.optional(),
  stale: staleSchema.optional(),
});
export type DimensionScore = z.infer<typeof dimensionScoreSchema>;

/** How far a service is on one rung; `exempt` and `not-required` are not counted. */
export const levelProgressSchema = z.object({
  level: levelSchema,
  required: z.int(),
  passed: z.int(),
  failed: z.int(),
  noData: z.int(),
  /** This rung and every rung below are complete. */
  reached: z.boolean(),
});
export type LevelProgress = z.infer<typeof levelProgressSchema>;

export const pathMembershipSchema = z.object({
  entityRef: z.string(),
  title: z.string(),
  requirement: z.enum(['required', 'optional', 'asynchronous']),
  /** The tier that the path gives to its required steps. */
  tier: tierSchema.optional(),
});
export type PathMembership = z.infer<typeof pathMembershipSchema>;

/** One day of a service's history. */
export const historyPointSchema = z.object({
  date: day,
  level: levelSchema.optional(),
  /** Of the rules that were required on that day. */
  passed: z.int(),
  required: z.int(),
});
export type HistoryPoint = z.infer<typeof historyPointSchema>;

/**
 * - `reporting`: New Relic knows the service and gets its data;
 * - `silent`: known, but reports nothing;
 * - `not-joined`: no annotation leads to an entity of New Relic.
 */
export const instrumentationSchema = z.enum([
  'reporting',
  'silent',
  'not-joined',
]);
export type Instrumentation = z.infer<typeof instrumentationSchema>;

export const serviceScoreSchema = z.object({
  entityRef: z.string(),
  title: z.string(),
  /** Reference of the owning group or user. */
  owner: z.string().optional(),
  /** As declared by `rocket.dev/tier`. */
  tier: tierSchema.optional(),
  /** What the rules go by. */
  effectiveTier: tierSchema,
  /** Why the effective tier is what it is, in a few words: "on Card authorization". */
  effectiveTierReason: z.string(),
  /** Only the essential rules are required. */
  fastLane: z.boolean(),
  clientFacing: z.boolean(),
  lifecycle: z.string(),
  type: z.string(),
  language: z.string().optional(),
  paths: z.array(pathMembershipSchema),
  instrumentation: instrumentationSchema,
  /** Left out when Bronze is not reached. */
  level: levelSchema.optional(),
  /** Bronze first. */
  progress: z.array(levelProgressSchema),
  dimensions: z.object({
    quality: dimensionScoreSchema,
    coverage: dimensionScoreSchema,
    alerts: dimensionScoreSchema,
    recovery: dimensionScoreSchema,
  }),
  /** The last 28 days at most, oldest first. */
  trend: z.array(historyPointSchema),
  /** When the score was computed. */
  observedAt: instant,
  /** Set when at least one source of the score is stale. */
  stale: staleSchema.optional(),
});
export type ServiceScore = z.infer<typeof serviceScoreSchema>;
