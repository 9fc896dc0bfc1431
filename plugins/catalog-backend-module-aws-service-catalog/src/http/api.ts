import { z } from 'zod';
import { DRIFT_KINDS } from '../inventory/drift';

/** Where the API lies below the catalog's own: no route of the catalog begins so. */
export const API_PREFIX = '/aws-service-catalog';

const time = z.iso.datetime().describe('ISO 8601, UTC');

const scopeSchema = z.object({
  provider: z.string(),
  account: z.string(),
  accountName: z.string().optional(),
  region: z.string(),
  status: z
    .enum(['fresh', 'stale', 'never'])
    .describe('`never` was not listed yet; `stale` was, but not lately'),
  lastSuccessAt: time.optional(),
  lastErrorAt: time
    .optional()
    .describe('Absent once an attempt after it succeeded'),
  reason: z.string().optional().describe('Why the last attempt failed'),
  notice: z
    .string()
    .optional()
    .describe('What the mass-deletion guard held back in the last listing'),
  items: z.number().int().describe('Products and provisioned products'),
  running: z
    .boolean()
    .optional()
    .describe('It is being listed now; absent where that is not known'),
  nextRunAt: time.optional().describe('Absent while it is being listed'),
});

/** How the listing of an account and region is. */
export type ScopeReport = z.infer<typeof scopeSchema>;

export const scopesSchema = z.object({
  configured: z.boolean(),
  scopes: z.array(scopeSchema),
});

const count = z.number().int();

export const summarySchema = z.object({
  origins: z
    .object({ repository: count, aws: count, both: count })
    .describe('Components by where they are known from'),
  places: z
    .array(z.object({ account: z.string(), region: z.string(), count }))
    .describe('Provisioned products by account and region'),
  drift: z.object({
    entities: count.describe('Entities with any drift'),
    levels: z.object({ warning: count, info: count }),
    kinds: z
      .array(z.object({ kind: z.string(), count }))
      .describe('Entities by kind of drift; one can have several'),
    accounts: z
      .array(z.string())
      .describe('Accounts that entities with drift run in'),
    owners: z
      .array(z.string())
      .describe('References of the owners of entities with drift'),
  }),
});

/** The inventory in numbers. */
export type Summary = z.infer<typeof summarySchema>;

const driftRowSchema = z.object({
  entityRef: z.string(),
  title: z.string(),
  type: z.string().describe('Its type, or else its kind'),
  owner: z.string().optional().describe('Reference'),
  places: z
    .array(
      z.object({
        account: z.string(),
        accountName: z
          .string()
          .optional()
          .describe('Where the configuration names the account'),
        region: z.string(),
      }),
    )
    .describe('Each account and region that it runs in, once'),
  drift: z
    .array(
      z.object({
        kind: z.string(),
        level: z.enum(['info', 'warning']),
        message: z.string().describe('What is wrong, and what to do about it'),
      }),
    )
    .optional()
    .describe('Absent when what the catalog holds is of an unknown form'),
});

/** An entity with its drift, of the kinds that were asked for. */
export type DriftRow = z.infer<typeof driftRowSchema>;

export const driftPageSchema = z.object({
  totalItems: count,
  items: z.array(driftRowSchema),
});

export const DRIFT_SORT_FIELDS = ['level', 'name', 'owner'] as const;

/** What is asked of the drift; everything may be left out. */
export interface DriftQuery {
  /** names or refs of teams; any of them fits, as with the others */
  team?: string[];
  account?: string[];
  kind?: Array<(typeof DRIFT_KINDS)[number]>;
  /** `level` when left out, the most serious first */
  sort?: (typeof DRIFT_SORT_FIELDS)[number];
  order?: 'asc' | 'desc';
}

/** What is asked of a preview. */
export interface PreviewQuery {
  provider?: string;
  /** also what would stay as it is */
  all?: boolean;
}

export const previewSchema = z.object({
  total: count.describe('Provisioned products of the last snapshot'),
  changed: count.describe('Those that the mapping makes something else of'),
  items: z.array(
    z.object({
      arn: z.string(),
      name: z.string(),
      changed: z.boolean(),
      before: z.string().describe('What the mapping in use makes of it'),
      after: z.string(),
    }),
  ),
});

export const refreshSchema = z.object({
  status: z
    .enum(['started', 'running'])
    .describe('`running` when it was being listed already'),
});
