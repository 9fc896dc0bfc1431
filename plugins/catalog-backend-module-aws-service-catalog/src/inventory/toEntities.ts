import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { DeferredEntity } from '@backstage/plugin-catalog-node';
import { ProviderConfig } from '../config';
import { Product, StoredItem } from '../model/items';
import {
  ACCOUNT_LABEL,
  ARN_ANNOTATION,
  ENVIRONMENT_LABEL,
  locationOf,
  ORIGIN_LABEL,
  REGION_LABEL,
  TIER_ANNOTATION,
} from './annotations';
import { Inventory } from './buildInventory';
import { sortDrift, toDriftJson } from './drift';
import { driftOf, driftOfDeployments } from './findDrift';
import { labelsOf } from './mergeEntity';
import { resourceName } from './naming';
import { toRef } from './refs';
import { Placement } from './types';

/** Type of the Resources that stand for something that was provisioned as a service. */
const DEPLOYMENT_TYPE = 'deployment';
/** Type of the Resources that can be launched. */
export const PRODUCT_TYPE = 'service-catalog-product';

/**
 * The entities that a provider gives to the catalog: a Resource for each product
 * and provisioned product, and a stub for each service that no repository declares.
 *
 * Resources have a location key, so that nothing else takes their names. Stubs have
 * none, so that a repository's catalog-info.yaml takes them over, uid and all.
 */
export function toEntities(
  inventory: Inventory,
  config: ProviderConfig,
): DeferredEntity[] {
  const locationKey = locationOf(config.id);
  const stubs = new Set(stubRefs(inventory));
  const resources = [
    ...inventory.products.map(product => productEntity(product, config)),
    ...byArn(inventory.placements).map(placements =>
      provisionedEntity(placements, {
        inventory,
        config,
        belongsTo: holdersOf(placements, { inventory, stubs }),
      }),
    ),
  ];
  return [
    ...resources.map(entity => ({ entity, locationKey })),
    ...[...stubs].map(ref => ({ entity: stubEntity(ref, config) })),
  ];
}

function byArn(placements: readonly Placement[]): Placement[][] {
  const groups = new Map<string, Placement[]>();
  for (const placement of placements) {
    groups.set(placement.arn, [
      ...(groups.get(placement.arn) ?? []),
      placement,
    ]);
  }
  return [...groups.values()];
}

/** Components that run in AWS and that no repository declares or claims. */
function stubRefs({ placements, declared }: Inventory): string[] {
  const refs = placements
    .filter(({ ambiguous, deployment }) => !ambiguous && deployment.isService)
    .flatMap(({ entityRef }) => entityRef ?? [])
    .filter(ref => ref.startsWith('component:') && !declared.declares(ref));
  return [...new Set(refs)].sort();
}

/** The entities that show what is placed on them; others are not there, or only claim. */
function holdersOf(
  placements: readonly Placement[],
  world: { inventory: Inventory; stubs: ReadonlySet<string> },
): string[] {
  const { inventory, stubs } = world;
  return placements
    .filter(({ ambiguous }) => !ambiguous)
    .flatMap(({ entityRef }) => entityRef ?? [])
    .filter(ref => inventory.declared.declares(ref) || stubs.has(ref))
    .sort();
}

function location(config: ProviderConfig): Record<string, string> {
  const ref = locationOf(config.id);
  return { [ANNOTATION_LOCATION]: ref, [ANNOTATION_ORIGIN_LOCATION]: ref };
}

function stubEntity(ref: string, config: ProviderConfig): Entity {
  const { namespace, name } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace, annotations: location(config) },
    // Everything else comes from the snapshot, when the catalog processes it.
    spec: {},
  };
}

function productEntity(
  { item, accountId, region }: StoredItem<Product>,
  config: ProviderConfig,
): Entity {
  const { tags, defaults } = config.mapping;
  const owner = item.tags[tags.owner];
  const isUsable = !owner || toRef(owner, { kind: 'group' }) !== undefined;
  const drifts = isUsable
    ? []
    : [driftOf.unusableTag(item.name, { key: tags.owner, value: owner })];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: resourceName(item.name, item.arn),
      namespace: 'default',
      title: item.name,
      ...(item.description ? { description: item.description } : {}),
      annotations: { ...location(config), [ARN_ANNOTATION]: item.arn },
      labels: {
        [ORIGIN_LABEL]: 'aws',
        [ACCOUNT_LABEL]: accountId,
        [REGION_LABEL]: region,
        ...labelsOf(drifts),
      },
    },
    spec: {
      type: PRODUCT_TYPE,
      owner: (isUsable && owner) || defaults.owner,
      inventory: {
        origin: 'aws',
        arn: item.arn,
        id: item.id,
        account: accountId,
        region,
        ...(item.status ? { status: item.status } : {}),
        portfolios: item.portfolios.map(({ name }) => name).sort(),
        ...(item.supportEmail ? { supportEmail: item.supportEmail } : {}),
        ...(item.owner ? { providedBy: item.owner } : {}),
        tags: item.tags,
        tagOptions: item.tagOptions,
        launchRoles: item.launchRoles,
        versions: item.versions.map(({ id, name, active, guidance }) => ({
          id,
          name,
          active,
          guidance,
        })),
        ...(isUsable ? {} : { drift: drifts.map(toDriftJson) }),
      },
    },
  };
}

function provisionedEntity(
  placements: readonly Placement[],
  context: {
    inventory: Inventory;
    config: ProviderConfig;
    /** refs of the entities that show its drift */
    belongsTo: string[];
  },
): Entity {
  const { inventory, config, belongsTo } = context;
  const [{ arn, ambiguous, deployment }] = placements;
  const { observed, outputs, tags, unusableTags, ...facts } = deployment;
  const claimants =
    placements.length > 1
      ? placements.flatMap(({ entityRef }) => entityRef ?? [])
      : [];
  const product = inventory.products.find(
    ({ item }) => item.arn === deployment.productArn,
  );
  const drifts = sortDrift([
    ...driftOfDeployments([deployment]),
    ...(ambiguous ? [driftOf.ambiguous(deployment, claimants)] : []),
  ]);
  const { accountName, account, region, environment } = deployment;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: resourceName(deployment.name, arn),
      namespace: 'default',
      title: deployment.name,
      description: `${deployment.product ?? deployment.type} in ${accountName ?? account}, ${region}`,
      annotations: {
        ...location(config),
        [ARN_ANNOTATION]: arn,
        ...(observed.tier ? { [TIER_ANNOTATION]: observed.tier } : {}),
      },
      labels: {
        [ORIGIN_LABEL]: 'aws',
        [ACCOUNT_LABEL]: account,
        [REGION_LABEL]: region,
        ...(environment &&
        KubernetesValidatorFunctions.isValidLabelValue(environment)
          ? { [ENVIRONMENT_LABEL]: environment }
          : {}),
        ...labelsOf(drifts),
      },
      links: [{ url: deployment.consoleUrl, title: 'AWS console' }],
    },
    spec: {
      type: deployment.isService ? DEPLOYMENT_TYPE : deployment.type,
      owner: observed.owner ?? config.mapping.defaults.owner,
      ...(observed.system ? { system: observed.system } : {}),
      ...(observed.lifecycle ? { lifecycle: observed.lifecycle } : {}),
      ...(product
        ? {
            dependsOn: [
              stringifyEntityRef({
                kind: 'Resource',
                name: resourceName(product.item.name, product.item.arn),
              }),
            ],
          }
        : {}),
      inventory: {
        origin: 'aws',
        deployments: [JSON.parse(JSON.stringify({ ...facts, outputs }))],
        belongsTo,
        tags,
        drift: drifts.map(toDriftJson),
      },
    },
  };
}
