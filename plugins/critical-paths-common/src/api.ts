import { z } from 'zod';
import {
  pathObjectivesSchema,
  requirementSchema,
  stepObjectivesSchema,
} from './criticalPathEntity';

/**
 * The HTTP API of the critical-paths back end, plugin id `critical-paths`:
 *
 * - `GET /paths?range=24h` → {@link PathList}
 * - `GET /paths/:namespace/:name?range=24h` → {@link PathDetail}
 * - `GET /paths/:namespace/:name/steps/:stepId?range=24h` → {@link StepDetail}
 *
 * Units, everywhere: instants are ISO 8601 in UTC; ratios are 0…1; latencies are
 * milliseconds; throughput is requests per hour; objectives are in percent, as the
 * entity declares them. A field that is not there is not known, which is not zero.
 */

/** The spans of time a page can show. The compared period is the same span one week before. */
export const timeRanges = ['1h', '6h', '24h', '7d', '28d'] as const;
export const timeRangeSchema = z.enum(timeRanges);

/** Healthy to unknown, as the pages say it. */
export const pathStatusSchema = z.enum([
  'healthy',
  'degraded',
  'down',
  'unknown',
]);

const instantSchema = z.iso.datetime();
const ratioSchema = z.number().min(0).max(1);

/** When the numbers were observed, and why they are not newer. */
export const freshnessSchema = z.object({
  /** End of the newest observation behind the numbers; missing when there is none yet. */
  observedAt: instantSchema.optional(),
  /** True when the source did not answer lately; the numbers are the last good ones. */
  stale: z.boolean(),
  /** A sentence: why it is stale, or why there is nothing. */
  reason: z.string().optional(),
});

/** The time axis that every series of an answer shares: bucket i begins at `begin + i × bucketSeconds`. */
export const axisSchema = z.object({
  begin: instantSchema,
  end: instantSchema,
  bucketSeconds: z.number().int().positive(),
  /** Number of buckets; the length of every line. The last one can be partial. */
  length: z.number().int().nonnegative(),
});

/**
 * One value a bucket, and the same one week before. `null` is a gap: JSON has no
 * `undefined` in arrays, and a gap must stay in its place.
 */
export const lineSchema = z.object({
  current: z.array(z.number().nullable()),
  previous: z.array(z.number().nullable()),
});

/** The four dashboards' lines. */
export const seriesSchema = z.object({
  /** Up minutes ÷ known minutes of the bucket. */
  uptime: lineSchema,
  /** Requests per hour. */
  throughput: lineSchema,
  /** Bad ÷ valid requests. */
  errorRate: lineSchema,
  /** Milliseconds; each percentile is of the bucket's own requests, never merged from smaller buckets. */
  latency: z.object({ p50: lineSchema, p95: lineSchema, p99: lineSchema }),
});

export const latencyPercentilesSchema = z.object({
  p50: z.number().nonnegative(),
  p95: z.number().nonnegative(),
  p99: z.number().nonnegative(),
});

/** The numbers of one span of time. */
export const windowNumbersSchema = z.object({
  validRequests: z.number().nonnegative(),
  badRequests: z.number().nonnegative(),
  /** Good ÷ valid; missing without requests. */
  successRate: ratioSchema.optional(),
  /** Bad ÷ valid; missing without requests. */
  errorRate: ratioSchema.optional(),
  /** Requests per hour over the part of the span for which there are observations. */
  throughput: z.number().nonnegative().optional(),
  /** Up ÷ known minutes; missing when every minute is unknown. */
  uptime: ratioSchema.optional(),
  minutes: z.object({
    up: z.number().nonnegative(),
    down: z.number().nonnegative(),
    unknown: z.number().nonnegative(),
  }),
  /** Of all requests of the span; missing without requests. */
  latency: latencyPercentilesSchema.optional(),
  /** True under 200 valid requests: say "too few events" instead of a rate. */
  tooFewEvents: z.boolean(),
});

/** The chosen span and the same span one week before. */
export const comparedNumbersSchema = z.object({
  current: windowNumbersSchema,
  previous: windowNumbersSchema,
});

/** The error budget over 28 rolling days, whatever span the page shows. */
export const errorBudgetSchema = z.object({
  /** The objective in percent. */
  target: z.number(),
  validRequests: z.number().nonnegative(),
  badRequests: z.number().nonnegative(),
  /** 1 − bad ÷ ((1 − target) × valid); negative when overspent; missing with too few events. */
  remaining: z.number().optional(),
  /** Burn rate over the last hour: 1 spends the budget in exactly 28 days; missing with too few events. */
  burnRate: z.number().nonnegative().optional(),
  /** Seconds until the budget is gone at that burn rate; 0 when it is gone; missing when it will last. */
  secondsLeft: z.number().nonnegative().optional(),
  tooFewEvents: z.boolean(),
});

/** A pair of windows that both burn faster than allowed. */
export const burnAlertSchema = z.object({
  severity: z.enum(['page', 'ticket']),
  threshold: z.number(),
  long: z.object({ seconds: z.number().int(), burnRate: z.number() }),
  short: z.object({ seconds: z.number().int(), burnRate: z.number() }),
});

const markCountSchema = z.number().int().min(2).optional();

/**
 * What happened, to be marked under the charts. Where a span has too many of a kind
 * to tell each, those of one bucket are one mark: `count` says how many, `stepIds`
 * is of all of them, and the rest is of the newest. Open incidents are always told
 * alone.
 */
export const markSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('deployment'),
    id: z.string(),
    /** How many this stands for; missing for one. */
    count: markCountSchema,
    at: instantSchema,
    /** The component, and the steps of the path that it is. */
    component: z.string(),
    stepIds: z.array(z.string()),
    version: z.string().optional(),
    commit: z.string().optional(),
    user: z.string().optional(),
  }),
  z.object({
    type: z.literal('incident'),
    id: z.string(),
    /** How many this stands for; missing for one. */
    count: markCountSchema,
    /** When it opened. */
    at: instantSchema,
    closedAt: instantSchema.optional(),
    component: z.string(),
    stepIds: z.array(z.string()),
    title: z.string(),
    priority: z.enum(['critical', 'warning']).optional(),
  }),
]);

/** A step's part in the time a request spends on the path. */
export const slowestStepSchema = z.object({
  stepId: z.string(),
  title: z.string(),
  share: ratioSchema,
});

/** One critical path in the list: its state in words, its numbers, its four lines. */
export const pathSummarySchema = z.object({
  entityRef: z.string(),
  namespace: z.string(),
  name: z.string(),
  title: z.string(),
  description: z.string().optional(),
  /** Entity references. */
  owner: z.string(),
  domain: z.string().optional(),
  objectives: pathObjectivesSchema,
  /** Percent. */
  downBelow: z.number(),
  status: pathStatusSchema,
  /** Since when the path has this status; missing when that is longer ago than minutes are kept, or unknown. */
  statusSince: instantSchema.optional(),
  /** A sentence: which step, since when, after which deployment. */
  reason: z.string(),
  /**
   * A sentence of a path that is healthy now while it has not kept its promise: the
   * error budget is overspent, or the success rate of the shown span misses its
   * objective. Missing otherwise.
   */
  concern: z.string().optional(),
  headline: comparedNumbersSchema,
  budget: errorBudgetSchema,
  burnAlerts: z.array(burnAlertSchema),
  series: seriesSchema,
  /** Of the whole shown span, oldest first; more than 100 of a kind are told by bucket. */
  marks: z.array(markSchema),
  slowestStep: slowestStepSchema.optional(),
  freshness: freshnessSchema,
});

/** Answer of `GET /paths`. */
export const pathListSchema = z.object({
  range: timeRangeSchema,
  axis: axisSchema,
  /** Worst status first, then by title. */
  paths: z.array(pathSummarySchema),
});

/** A place to look further. */
const linksSchema = z.object({
  /** The application in New Relic's user interface. */
  newRelic: z.url().optional(),
});

/** One step of a path with its state and its numbers over the chosen span. */
export const stepSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Entity reference of the component. */
  component: z.string(),
  requirement: requirementSchema,
  after: z.array(z.string()),
  groupId: z.string().optional(),
  isEntry: z.boolean(),
  transactions: z.array(z.string()),
  objectives: stepObjectivesSchema.optional(),
  status: pathStatusSchema,
  statusSince: instantSchema.optional(),
  /** A sentence when the status is not healthy. */
  reason: z.string().optional(),
  numbers: comparedNumbersSchema,
  /** This step's part of the time that requests spend on the path; missing for asynchronous steps and without data. */
  latencyShare: ratioSchema.optional(),
  freshness: freshnessSchema,
  links: linksSchema,
});

/** Answer of `GET /paths/:namespace/:name`. */
export const pathDetailSchema = z.object({
  range: timeRangeSchema,
  axis: axisSchema,
  path: pathSummarySchema,
  /** In the order of the flow. */
  steps: z.array(stepSummarySchema),
  groups: z.array(
    z.object({
      id: z.string(),
      title: z.string().optional(),
      require: z.number().int(),
      steps: z.array(z.string()),
    }),
  ),
  /** What the architecture can promise, from the steps' success rates over 28 days; missing while a required step has no data. */
  designCeiling: ratioSchema.optional(),
  /** A sentence about the chosen span against the objectives. */
  verdict: z.string(),
});

/** Answer of `GET /paths/:namespace/:name/steps/:stepId`: the way into one application of the path. */
export const stepDetailSchema = z.object({
  range: timeRangeSchema,
  axis: axisSchema,
  path: pathSummarySchema.pick({
    entityRef: true,
    namespace: true,
    name: true,
    title: true,
    status: true,
    objectives: true,
    downBelow: true,
  }),
  step: stepSummarySchema,
  /** Of all transactions of the step together. */
  series: seriesSchema,
  /** Each transaction (or LIKE pattern) alone, in the order of the entity. */
  transactions: z.array(
    z.object({
      name: z.string(),
      numbers: comparedNumbersSchema,
      series: seriesSchema,
    }),
  ),
  /** Deployments and incidents of the step's component in the shown span, oldest first. */
  marks: z.array(markSchema),
  /** What New Relic is asked for the step's series, over the shown span; missing when the step is not joined to it. */
  nrql: z.object({ accountId: z.number().int(), query: z.string() }).optional(),
});

export type TimeRange = z.infer<typeof timeRangeSchema>;
export type PathStatus = z.infer<typeof pathStatusSchema>;
export type Freshness = z.infer<typeof freshnessSchema>;
export type TimeAxis = z.infer<typeof axisSchema>;
export type Line = z.infer<typeof lineSchema>;
export type Series = z.infer<typeof seriesSchema>;
export type LatencyPercentiles = z.infer<typeof latencyPercentilesSchema>;
export type WindowNumbers = z.infer<typeof windowNumbersSchema>;
export type ComparedNumbers = z.infer<typeof comparedNumbersSchema>;
export type ErrorBudget = z.infer<typeof errorBudgetSchema>;
export type BurnAlert = z.infer<typeof burnAlertSchema>;
export type Mark = z.infer<typeof markSchema>;
export type SlowestStep = z.infer<typeof slowestStepSchema>;
export type PathSummary = z.infer<typeof pathSummarySchema>;
export type PathList = z.infer<typeof pathListSchema>;
export type StepSummary = z.infer<typeof stepSummarySchema>;
export type PathDetail = z.infer<typeof pathDetailSchema>;
export type StepDetail = z.infer<typeof stepDetailSchema>;
