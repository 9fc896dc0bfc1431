import type { Entity } from '@backstage/catalog-model';
import { z } from 'zod';

/** Where something is known from. */
export const origins = ['both', 'repository', 'aws'] as const;
export type Origin = (typeof origins)[number];

/** Who said what a field holds; `default` is the mapping, where nobody did. */
const sources = ['repository', 'aws', 'default'] as const;

export type Source = (typeof sources)[number];

const deploymentSchema = z.object({
  arn: z.string(),
  name: z.string(),
  account: z.string(),
  accountName: z.string().optional(),
  region: z.string(),
  environment: z.string().optional(),
  /** It is the service itself, and not something that the service uses. */
  isService: z.boolean().default(false),
  status: z.string(),
  statusMessage: z.string().optional(),
  type: z.string().optional(),
  product: z.string().optional(),
  version: z.string().optional(),
  versionState: z.string().default('unknown'),
  /** Only the outputs on the allow-list of the configuration. */
  outputs: z.record(z.string(), z.string()).default({}),
  resourceRef: z.string().optional(),
  /** The stack, or what else it was made as. */
  physicalId: z.string().optional(),
  /** What was last done to it. */
  recordId: z.string().optional(),
  launchRoleArn: z.string().optional(),
  consoleUrl: z.string().optional(),
  /** AWS could not be asked lately, so this is what it last told. */
  stale: z.boolean().optional(),
});

export const driftSchema = z.object({
  /** Open, so that a kind that the back end learns later is shown as well. */
  kind: z.string(),
  level: z.enum(['warning', 'info']),
  /** What is wrong and what to do about it, as sentences. */
  message: z.string(),
});

const productSchema = z.object({
  arn: z.string(),
  portfolios: z.array(z.string()).default([]),
  providedBy: z.string().optional(),
  supportEmail: z.string().optional(),
  tags: z.record(z.string(), z.string()).default({}),
  /** Values that a tag may have on what is launched, by key. */
  tagOptions: z.record(z.string(), z.array(z.string())).default({}),
  /** ARNs, or names of roles in the account of the launch. */
  launchRoles: z.array(z.string()).default([]),
  /** Oldest first. */
  versions: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      active: z.boolean(),
      guidance: z.string(),
    }),
  ),
});

const inventorySchema = z.object({
  origin: z.enum(origins),
  /** The field and who said what it holds. */
  sources: z.record(z.string(), z.enum(sources)).default({}),
  deployments: z.array(deploymentSchema).default([]),
  /** Refs of the entities that a Resource belongs to. */
  belongsTo: z.array(z.string()).default([]),
  drift: z.array(driftSchema).default([]),
  /** Tags of what a Resource stands for. */
  tags: z.record(z.string(), z.string()).default({}),
});

/** One place where something runs. */
export type Deployment = z.infer<typeof deploymentSchema>;

/** One disagreement between what is declared and what runs. */
export type Drift = z.infer<typeof driftSchema>;

/** What the AWS module tells of an entity, in its `spec.inventory`. */
export type Inventory = z.infer<typeof inventorySchema> & {
  /** Only on what can be launched. */
  product?: Product;
};

/** A product of AWS Service Catalog, and what it takes to launch it. */
export type Product = z.infer<typeof productSchema>;

/** `unreadable` is what another version, or a person, wrote in another shape. */
export type InventoryReading =
  | { status: 'read'; inventory: Inventory }
  | { status: 'unreadable'; reason: string };

/** Reads `spec.inventory` of an entity; never throws. */
export function readInventory(entity: Entity): InventoryReading {
  const parsed = inventorySchema.safeParse(entity.spec?.inventory);
  return parsed.success
    ? {
        status: 'read',
        inventory: {
          ...parsed.data,
          product: productSchema.safeParse(entity.spec?.inventory).data,
        },
      }
    : { status: 'unreadable', reason: z.prettifyError(parsed.error) };
}
