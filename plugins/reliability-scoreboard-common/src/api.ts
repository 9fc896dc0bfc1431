import { z } from 'zod';
import {
  dimensionSchema,
  levelSchema,
  measureSchema,
  outcomeSchema,
  tierSchema,
} from './words';

const instant = z.iso.datetime();
const day = z.iso.date();

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

export const serviceListSchema = z.object({
  items: z.array(serviceScoreSchema),
  /** Of all pages. */
  totalItems: z.int(),
});
export type ServiceList = z.infer<typeof serviceListSchema>;

/** Columns that `GET /services` sorts by; services without a value come last. */
export const serviceSortFields = [
  'title',
  'level',
  'tier',
  'owner',
  'quality',
  'coverage',
  'alerts',
  'recovery',
] as const;
export const serviceSortFieldSchema = z.enum(serviceSortFields);
export type ServiceSortField = z.infer<typeof serviceSortFieldSchema>;

/** The query of `GET /services` and `GET /services.csv` (CSV has no pages). */
export interface ServiceListQuery {
  /** Any of these owners' references. */
  owner?: string[];
  /** Effective tier, any of these. */
  tier?: number[];
  /** Any of these; `none` for services under Bronze. */
  level?: Array<z.infer<typeof levelSchema> | 'none'>;
  /** References of critical paths, any of these. */
  path?: string[];
  language?: string[];
  lifecycle?: string[];
  /** In title, name and owner. */
  search?: string;
  sort?: ServiceSortField;
  order?: 'asc' | 'desc';
  offset?: number;
  /** 50 when left out, 500 at most. */
  limit?: number;
}

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

export const ruleDescriptionSchema = z.object({
  id: z.string(),
  title: z.string(),
  level: levelSchema,
  dimension: dimensionSchema,
  why: z.string(),
  howToFix: z.string(),
  /** Required in the fast lane too. */
  essential: z.boolean(),
  /** Effective tiers that the rule is asked of. */
  tiers: z.array(tierSchema),
  /** Per effective tier, where the rule compares with a number. */
  thresholds: z.array(
    measureSchema.extend({
      tier: tierSchema,
      comparison: z.enum(['at-least', 'at-most']),
    }),
  ),
});
export type RuleDescription = z.infer<typeof ruleDescriptionSchema>;

export const ruleCatalogueSchema = z.object({
  rules: z.array(ruleDescriptionSchema),
});
export type RuleCatalogue = z.infer<typeof ruleCatalogueSchema>;

/**
 * The HTTP API of plugin `reliability-scoreboard`, below its base URL.
 *
 * - `GET summary` → {@link Summary}
 * - `GET rules` → {@link RuleCatalogue}
 * - `GET services?…` ({@link ServiceListQuery}, lists as repeated parameters) → {@link ServiceList}
 * - `GET services.csv?…` → text/csv, all that the filters leave
 * - `GET services/:namespace/:kind/:name` → {@link ServiceDetail}, 404 when it has no score
 * - `POST services/:namespace/:kind/:name/refresh` → {@link ServiceDetail}, asks New Relic now
 *
 * Errors have Backstage's form (`ResponseError.fromResponse`).
 */
export const apiPaths = {
  summary: '/summary',
  rules: '/rules',
  services: '/services',
  servicesCsv: '/services.csv',
  service: (entity: { namespace: string; kind: string; name: string }) =>
    `/services/${encodeURIComponent(entity.namespace)}/${encodeURIComponent(
      entity.kind,
    )}/${encodeURIComponent(entity.name)}`,
} as const;
