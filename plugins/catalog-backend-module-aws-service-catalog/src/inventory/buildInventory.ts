import { stringifyEntityRef } from '@backstage/catalog-model';
import { ProviderConfig } from '../config';
import {
  Product,
  ProvisionedProduct,
  ScopeState,
  StoredItem,
} from '../model/items';
import { Facts, mapFacts } from './mapFacts';
import { separateNamesakes } from './namesakes';
import { resourceName } from './naming';
import { DeclaredWorld, place } from './place';
import { toRef } from './refs';
import { DeclaredEntity, Deployment, Placement, VersionState } from './types';

/** Everything that is derived from a snapshot and the declared world. */
export interface Inventory {
  products: Array<StoredItem<Product>>;
  /** one per provisioned product and entity that it belongs to */
  placements: Placement[];
  declared: DeclaredWorld;
}

/** What the catalog declares, as far as the inventory needs it. */
export interface Declarations {
  entities: DeclaredEntity[];
  /** refs of all Groups and Users; empty while the catalog knows none yet */
  owners: ReadonlySet<string>;
}

/** Places every provisioned product of a snapshot: pure, and the same for the same input. */
export function buildInventory(options: {
  config: ProviderConfig;
  items: readonly StoredItem[];
  scopes: readonly ScopeState[];
  declarations: Declarations;
}): Inventory {
  const { config, items, scopes, declarations } = options;
  const declared = new DeclaredWorld(declarations.entities);
  const products = ownProducts(items);
  const productById = new Map(products.map(({ item }) => [item.id, item]));
  const stale = new Set(
    scopes
      .filter(({ failures }) => failures >= config.limits.staleAfterFailures)
      .map(scopeKey),
  );
  const accountNames = new Map(
    config.accounts.map(({ id, name }) => [id, name]),
  );

  const placements: Placement[] = [];
  for (const stored of items) {
    const { item, accountId, region } = stored;
    if (item.kind !== 'provisioned-product') {
      continue;
    }
    const accountName = accountNames.get(accountId);
    const product = item.productId
      ? productById.get(item.productId)
      : undefined;
    const facts = mapFacts(item, {
      scope: { accountId, region, accountName },
      product,
      mapping: config.mapping,
    });
    if (facts.as === 'ignored') {
      continue;
    }
    const { via, entityRefs } = place(item, {
      facts,
      declared,
      mapping: config.mapping,
      region,
      accountName,
    });
    const deployment = toDeployment(item, {
      facts,
      product,
      accountId,
      accountName,
      region,
      stale: stale.has(scopeKey(stored)),
      ownerUnknown: isUnknownOwner(facts.owner, declarations.owners),
    });
    const ambiguous = entityRefs.length > 1;
    const placed = {
      arn: item.arn,
      itemId: item.id,
      via,
      ambiguous,
      deployment,
    };
    if (entityRefs.length === 0) {
      placements.push(placed);
    }
    for (const entityRef of entityRefs) {
      placements.push({ ...placed, entityRef });
    }
  }
  return {
    products,
    placements: separateNamesakes(placements, declared),
    declared,
  };
}

/** One entry per product: a shared one is seen in several accounts. */
function ownProducts(items: readonly StoredItem[]): Array<StoredItem<Product>> {
  const byArn = new Map<string, StoredItem<Product>>();
  for (const stored of items) {
    if (stored.item.kind === 'product') {
      const { arn } = stored.item;
      const isOwner = arn.split(':')[4] === stored.accountId;
      if (isOwner || !byArn.has(arn)) {
        byArn.set(arn, { ...stored, item: stored.item });
      }
    }
  }
  return [...byArn.values()];
}

function toDeployment(
  item: ProvisionedProduct,
  context: {
    facts: Facts;
    product?: Product;
    accountId: string;
    accountName?: string;
    region: string;
    stale: boolean;
    ownerUnknown: boolean;
  },
): Deployment {
  const { facts, product, accountId, accountName, region } = context;
  const version = product?.versions.find(({ id }) => id === item.versionId);
  return {
    arn: item.arn,
    id: item.id,
    name: item.name,
    account: accountId,
    accountName,
    region,
    environment: facts.environment,
    isService: facts.as === 'service',
    status: item.status,
    statusMessage: item.statusMessage,
    type: facts.type,
    product: item.productName ?? product?.name,
    productArn: product?.arn,
    version: version?.name ?? item.versionName,
    versionState: versionState(version),
    physicalId: item.physicalId,
    recordId: item.lastRecordId,
    launchRoleArn: item.launchRoleArn,
    outputs: item.outputs,
    tags: Object.fromEntries(
      Object.entries(item.tags).filter(([key]) => !key.startsWith('aws:')),
    ),
    resourceRef: stringifyEntityRef({
      kind: 'Resource',
      name: resourceName(item.name, item.arn),
    }),
    consoleUrl: `https://${region}.console.aws.amazon.com/servicecatalog/home?region=${region}#provisioned-products/${item.id}`,
    observed: {
      title: facts.title,
      description: facts.description,
      type: facts.type,
      owner: facts.owner,
      system: facts.system,
      lifecycle: facts.lifecycle,
      tier: facts.tier,
    },
    ...(facts.unusableTags.length ? { unusableTags: facts.unusableTags } : {}),
    ownerUnknown: context.ownerUnknown,
    stale: context.stale,
  };
}

function versionState(
  version: Product['versions'][number] | undefined,
): VersionState {
  if (!version) {
    return 'unknown';
  }
  if (!version.active) {
    return 'inactive';
  }
  return version.guidance === 'DEPRECATED' ? 'deprecated' : 'current';
}

function isUnknownOwner(
  owner: string | undefined,
  owners: ReadonlySet<string>,
): boolean {
  if (owner === undefined || owners.size === 0) {
    return false;
  }
  const ref = toRef(owner, { kind: 'group' });
  return ref === undefined || !owners.has(ref);
}

/** Refs of all owners that are named in a placement and that the catalog lacks. */
export function unknownOwners(placements: readonly Placement[]): Set<string> {
  const owners = placements
    .filter(({ deployment }) => deployment.ownerUnknown)
    .flatMap(({ deployment }) => deployment.observed.owner ?? []);
  return new Set(
    owners.flatMap(owner => toRef(owner, { kind: 'group' }) ?? []),
  );
}

function scopeKey(scope: { accountId: string; region: string }): string {
  return `${scope.accountId}/${scope.region}`;
}
