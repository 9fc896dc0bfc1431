import { Entity } from '@backstage/catalog-model';
import { z } from 'zod';

const deploymentSchema = z.object({
  arn: z.string(),
  name: z.string(),
  account: z.string(),
  accountName: z.string().optional(),
  region: z.string(),
  environment: z.string().optional(),
  isService: z.boolean(),
  status: z.string(),
  product: z.string().optional(),
  version: z.string().optional(),
  versionState: z.string(),
  consoleUrl: z.string(),
});

const specSchema = z.object({
  inventory: z.object({ deployments: z.array(deploymentSchema) }),
});

/** What an entity of the catalog tells of the places that it runs in. */
export function readDeployments(
  entity: Entity,
): Array<z.infer<typeof deploymentSchema>> {
  return specSchema.safeParse(entity.spec).data?.inventory.deployments ?? [];
}
