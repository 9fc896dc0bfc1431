import { z } from 'zod';
import {
  dimensionSchema,
  levelSchema,
  measureSchema,
  outcomeSchema,
} from '../words';
import {
  historyPointSchema,
  serviceScoreSchema,
  staleSchema,
} from './serviceScore';
import { instant } from './time';

/** Where a value comes from, so that anyone can look for themselves. */
export const evidenceSchema = z.object({
  /** The NRQL behind the value, for this service alone. */
  nrql: z.string().optional(),
  accountId: z.int().optional(),
  /** A page to look at, in New Relic or in the portal. */
  url: z.url().optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const ruleResultSchema = z.object({
  ruleId: z.string(),
  title: z.string(),
  level: levelSchema,
  dimension: dimensionSchema,
  outcome: outcomeSchema,
  value: measureSchema.optional(),
  threshold: measureSchema
    .extend({ comparison: z.enum(['at-least', 'at-most']) })
    .optional(),
  /** A whole sentence: what was found against what is asked. */
  verdict: z.string(),
  why: z.string(),
  howToFix: z.string(),
  evidence: evidenceSchema,
  observedAt: instant.optional(),
  stale: staleSchema.optional(),
});
export type RuleResult = z.infer<typeof ruleResultSchema>;

/** Error budget over 28 rolling days. */
export const errorBudgetSchema = z.object({
  /** 0 to 1, for example 0.999. */
  target: z.number(),
  valid: z.number(),
  bad: z.number(),
  /** 1 − bad ÷ ((1 − target) × valid); negative when overspent. */
  remaining: z.number(),
  /** Error rate of the 28 days ÷ (1 − target). */
  burnRate: z.number(),
});
export type ErrorBudget = z.infer<typeof errorBudgetSchema>;

export const recoveryStatisticsSchema = z.object({
  /** Recovered incidents of the last 28 days. */
  count: z.int(),
  /** Still open. */
  open: z.int(),
  /** Closed by expiry or by a changed condition: they do not count. */
  excluded: z.int(),
  /** Seconds. */
  medianSeconds: z.number().optional(),
  p90Seconds: z.number().optional(),
  meanSeconds: z.number().optional(),
});
export type RecoveryStatistics = z.infer<typeof recoveryStatisticsSchema>;

/** One condition of the standard alert set, as found in New Relic. */
export const standardAlertSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['in-place', 'edited', 'disabled', 'missing']),
  /** What was changed, in words. */
  difference: z.string().optional(),
  conditionId: z.string().optional(),
  conditionName: z.string().optional(),
});
export type StandardAlert = z.infer<typeof standardAlertSchema>;

export const serviceDetailSchema = serviceScoreSchema.extend({
  /** Every rule, Bronze first, in the order of the catalogue. */
  rules: z.array(ruleResultSchema),
  /** Up to 365 days, oldest first. */
  history: z.array(historyPointSchema),
  newRelic: z
    .object({
      guid: z.string(),
      name: z.string().optional(),
      accountId: z.int(),
      url: z.url().optional(),
      /** The guid was found by the app's name and remembered. */
      foundByName: z.boolean(),
    })
    .optional(),
  errorBudget: errorBudgetSchema.optional(),
  recovery: recoveryStatisticsSchema.optional(),
  standardAlerts: z.array(standardAlertSchema).optional(),
});
export type ServiceDetail = z.infer<typeof serviceDetailSchema>;
