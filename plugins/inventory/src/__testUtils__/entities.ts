import type { Entity } from '@backstage/catalog-model';
import type { Deployment, Drift, Inventory } from '../model/inventory';

/** A place in AWS, as the AWS module writes it. */
export function aDeployment(overrides: Partial<Deployment> = {}): Deployment {
  const { name = 'limits-production', region = 'us-east-1' } = overrides;
  return {
    arn: `arn:aws:servicecatalog:${region}:222233334444:stack/${name}/pp-1`,
    name,
    account: '222233334444',
    region,
    environment: 'production',
    isService: true,
    status: 'AVAILABLE',
    type: 'service',
    product: 'Java service on ECS',
    version: 'v4.2.0',
    versionState: 'current',
    outputs: {},
    resourceRef: `resource:default/${name}-1249eee3`,
    consoleUrl: `https://${region}.console.aws.amazon.com/servicecatalog/home#${name}`,
    ...overrides,
  };
}

export function aDrift(overrides: Partial<Drift> = {}): Drift {
  return {
    kind: 'owner-differs',
    level: 'warning',
    message:
      'The repository says owner “cards”, the tag in AWS says “risk”. Correct the one that is wrong.',
    ...overrides,
  };
}

/** An entity of the catalog with labels and `spec.inventory` as the module leaves it. */
export function anEntity(options: {
  kind?: 'Component' | 'Resource';
  name: string;
  owner?: string;
  type?: string;
  tier?: string;
  inventory: Partial<Inventory> & Pick<Inventory, 'origin'>;
}): Entity {
  const {
    kind = 'Component',
    name,
    owner = 'cards',
    tier,
    inventory,
  } = options;
  const { type = kind === 'Component' ? 'service' : 'deployment' } = options;
  const { drift = [], deployments = [], belongsTo, ...rest } = inventory;
  const [place] = deployments;
  const level = drift.some(item => item.level === 'warning')
    ? 'warning'
    : 'info';
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      ...(tier ? { annotations: { 'rocket.dev/tier': tier } } : {}),
      labels: {
        'rocket.dev/origin': inventory.origin,
        ...(drift.length > 0 ? { 'rocket.dev/drift': level } : {}),
        ...(kind === 'Resource' && place
          ? {
              'rocket.dev/aws-account': place.account,
              'rocket.dev/aws-region': place.region,
            }
          : {}),
      },
    },
    spec: {
      type,
      owner,
      lifecycle: 'production',
      inventory: JSON.parse(
        JSON.stringify({ ...rest, deployments, belongsTo, drift }),
      ),
    },
    relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
  };
}
