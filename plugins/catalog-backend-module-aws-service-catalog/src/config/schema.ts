import { z } from 'zod';
import { toRef } from '../inventory/refs';

/** A `*` pattern or several; compared without regard to case. */
const patterns = z.union([
  z.string().min(1),
  z.array(z.string().min(1)).min(1),
]);

const accountId = z
  .union([z.string(), z.number().int()])
  // YAML reads an unquoted id as a number, and drops its leading zeros.
  .transform(value =>
    typeof value === 'number' ? String(value).padStart(12, '0') : value,
  )
  .pipe(z.string().regex(/^\d{12}$/, 'must be an AWS account id of 12 digits'));

const accountSchema = z.union([
  accountId.transform(id => ({ id, name: undefined as string | undefined })),
  z.strictObject({ id: accountId, name: z.string().optional() }),
]);

/** What is listed twice would have two tasks of one id, and be counted twice. */
function refuseTwice(
  values: readonly string[],
  context: z.core.$RefinementCtx,
): void {
  for (const [index, value] of values.entries()) {
    if (values.indexOf(value) < index) {
      context.addIssue({
        code: 'custom',
        path: [index],
        message: `${value} is there twice`,
      });
    }
  }
}

const tier = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^[0-3]$/, 'must be a tier from 0 to 3'));

/** The name or ref of an entity; of the given kind where it does not say another. */
const ref = (kind: string) =>
  z
    .string()
    .refine(
      text => toRef(text, { kind }) !== undefined,
      'must have the form [kind:][namespace/]name',
    );

/** One rule of the mapping: every condition must hold, every `set` field counts. */
const ruleSchema = z.strictObject({
  name: z.string().min(1),
  when: z
    .strictObject({
      product: patterns.optional(),
      portfolio: patterns.optional(),
      account: patterns.optional(),
      region: patterns.optional(),
      name: patterns.optional(),
      type: patterns.optional(),
      tags: z.record(z.string(), patterns).optional(),
    })
    .default({}),
  set: z
    .strictObject({
      as: z.enum(['service', 'resource', 'ignored']).optional(),
      type: z.string().min(1).optional(),
      service: ref('component').optional(),
      owner: ref('group').optional(),
      system: ref('system').optional(),
      lifecycle: z.string().min(1).optional(),
      environment: z.string().min(1).optional(),
      tier: tier.optional(),
    })
    .refine(set => Object.keys(set).length > 0, 'must set something'),
});

const source = z.enum(['repository', 'aws']);

/** The settings of one provider, without its schedule. */
export const providerSchema = z.strictObject({
  schedule: z.unknown().optional(),
  accounts: z
    .array(accountSchema)
    .min(1)
    .superRefine((accounts, context) =>
      refuseTwice(
        accounts.map(({ id }) => id),
        context,
      ),
    ),
  regions: z
    .array(z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region'))
    .min(1)
    .superRefine(refuseTwice),
  portfolios: z
    .strictObject({
      imported: z.boolean().default(true),
      include: patterns.optional(),
      exclude: patterns.optional(),
    })
    .prefault({}),
  excludeProducts: z.array(z.string().min(1)).default(['AWS Control Tower*']),
  excludeTypes: z.array(z.string()).default(['CONTROL_TOWER_ACCOUNT']),
  allowedOutputs: z.array(z.string().min(1)).default([]),
  limits: z
    .strictObject({
      pageSize: z.number().int().min(1).max(100).default(100),
      attempts: z.number().int().min(1).max(50).default(10),
      graceSyncs: z.number().int().min(0).default(2),
      maximumRemovalRatio: z.number().min(0).max(1).default(0.3),
      alwaysRemovable: z.number().int().min(0).default(1),
      staleAfterFailures: z.number().int().min(1).default(2),
    })
    .prefault({}),
  mapping: z
    .strictObject({
      tags: z
        .strictObject({
          entityRef: z.string().default('rocket:entity-ref'),
          service: z.string().default('service'),
          owner: z.string().default('team'),
          system: z.string().default('system'),
          lifecycle: z.string().default('lifecycle'),
          tier: z.string().default('tier'),
          environment: z.string().default('environment'),
          title: z.string().default('title'),
          description: z.string().default('description'),
        })
        .prefault({}),
      joinByName: z.boolean().default(false),
      rules: z.array(ruleSchema).default([]),
      defaults: z
        .strictObject({
          owner: ref('group').default('unknown'),
          lifecycle: z.string().min(1).default('production'),
          productionEnvironment: z.string().min(1).default('production'),
        })
        .prefault({}),
    })
    .prefault({}),
  merge: z
    .strictObject({
      title: source.default('repository'),
      description: source.default('repository'),
      type: source.default('repository'),
      owner: source.default('repository'),
      system: source.default('repository'),
      lifecycle: source.default('repository'),
      tier: source.default('repository'),
    })
    .prefault({}),
  drift: z
    .strictObject({
      runnableTypes: z.array(z.string()).default(['service', 'website']),
      runnableLifecycles: z.array(z.string()).default(['production']),
    })
    .prefault({}),
});

type Parsed = z.output<typeof providerSchema>;
export type MappingRule = z.output<typeof ruleSchema>;
export type MappingConfig = Parsed['mapping'];
export type MergeConfig = Parsed['merge'];
export type Limits = Parsed['limits'];
export type PortfolioConfig = Parsed['portfolios'];
export type ProviderSettings = Omit<Parsed, 'schedule'>;
