import { z } from 'zod';
import { graphProblems } from './graphProblems';

/** The `apiVersion` of the CriticalPath kind. */
export const CRITICAL_PATH_API_VERSION = 'rocket.dev/v1alpha1';

/** The `kind` of a critical path in the catalog. */
export const CRITICAL_PATH_KIND = 'CriticalPath';

const stepIdSchema = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'a step id is lower-case letters and digits, separated by single dashes',
  )
  .max(63);

/** A percentage of successful requests, above 0 and below 100: a target of 100 leaves no error budget. */
const targetSchema = z.number().gt(0).lt(100);

/** Upper bounds of latency percentiles, in milliseconds. */
export const latencyObjectivesSchema = z
  .strictObject({
    p50: z.number().positive().optional(),
    p95: z.number().positive().optional(),
    p99: z.number().positive().optional(),
  })
  .describe('Upper bounds of latency percentiles, in milliseconds.');

/** What clients of the path are promised. */
export const pathObjectivesSchema = z.strictObject({
  successRate: targetSchema.describe(
    'Percentage of valid requests that must succeed over 28 rolling days.',
  ),
  latency: latencyObjectivesSchema.optional(),
});

/** What a step is asked for, where it differs from what the path is asked for. */
export const stepObjectivesSchema = z.strictObject({
  successRate: targetSchema.optional(),
  latency: latencyObjectivesSchema.optional(),
});

/** How much the path needs a step: see `status` in the design for what each does to the path. */
export const requirementSchema = z.enum([
  'required',
  'optional',
  'asynchronous',
]);

/** One step: a component, and the transactions in it that belong to the path. */
export const stepSchema = z.strictObject({
  id: stepIdSchema,
  title: z.string().min(1).optional(),
  component: z
    .string()
    .min(1)
    .describe(
      'Entity reference of the component, for example component:default/api-gateway.',
    ),
  transactions: z
    .array(z.string().min(1))
    .min(1)
    .describe(
      'Names of transactions as New Relic reports them; a name with % is a LIKE pattern.',
    ),
  requirement: requirementSchema.default('required'),
  after: z
    .array(stepIdSchema)
    .default([])
    .describe('Ids of the steps that come directly before this one.'),
  objectives: stepObjectivesSchema.optional(),
});

/** Parallel steps of which `require` have to work: k of n. */
export const stepGroupSchema = z.strictObject({
  id: stepIdSchema,
  title: z.string().min(1).optional(),
  require: z.number().int().min(1),
  steps: z.array(stepIdSchema).min(1),
});

/** The shape of the spec, without the rules over the whole graph. */
export const criticalPathSpecShape = z.strictObject({
  owner: z.string().min(1),
  domain: z.string().min(1).optional(),
  objectives: pathObjectivesSchema,
  downBelow: z
    .number()
    .gt(0)
    .lte(100)
    .default(95)
    .describe(
      'A minute whose success rate is under this percentage is a minute of downtime.',
    ),
  entry: stepIdSchema.describe(
    'Id of the step whose transactions are what clients of the path call.',
  ),
  steps: z.array(stepSchema).min(1),
  groups: z.array(stepGroupSchema).default([]),
});

/** The spec of a CriticalPath entity: its shape, and the rules over its graph. */
export const criticalPathSpecSchema = criticalPathSpecShape.superRefine(
  (spec, context) => {
    for (const { message, path } of graphProblems(spec)) {
      context.addIssue({ code: 'custom', message, path });
    }
  },
);

/** A CriticalPath entity, as far as critical paths read it; other fields of the envelope are kept. */
export const criticalPathEntitySchema = z.looseObject({
  apiVersion: z.literal(CRITICAL_PATH_API_VERSION),
  kind: z.literal(CRITICAL_PATH_KIND),
  metadata: z.looseObject({
    name: z.string().min(1),
    namespace: z.string().min(1).optional(),
    title: z.string().optional(),
    description: z.string().optional(),
  }),
  spec: criticalPathSpecSchema,
});

export type Requirement = z.infer<typeof requirementSchema>;
export type LatencyObjectives = z.infer<typeof latencyObjectivesSchema>;
export type PathObjectives = z.infer<typeof pathObjectivesSchema>;
export type StepObjectives = z.infer<typeof stepObjectivesSchema>;
export type CriticalPathStep = z.infer<typeof stepSchema>;
export type CriticalPathStepGroup = z.infer<typeof stepGroupSchema>;
export type CriticalPathSpec = z.infer<typeof criticalPathSpecShape>;
export type CriticalPathEntity = z.infer<typeof criticalPathEntitySchema>;
