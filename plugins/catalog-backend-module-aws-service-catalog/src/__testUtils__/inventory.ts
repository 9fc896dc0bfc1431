import { ConfigReader } from '@backstage/config';
import { readProviderConfigs } from '../config';
import { buildInventory } from '../inventory/buildInventory';
import { toEntities } from '../inventory/toEntities';
import { DeclaredEntity } from '../inventory/types';
import { Product, ProvisionedProduct, StoredItem } from '../model/items';
import { PRODUCTION, REGION, STAGING } from './company';

/** The settings of a provider of two accounts. */
export const configure = (mapping: object = {}) =>
  readProviderConfigs(
    new ConfigReader({
      catalog: {
        providers: {
          awsServiceCatalog: {
            main: {
              accounts: [
                { id: PRODUCTION, name: 'production' },
                { id: STAGING, name: 'laboratory' },
              ],
              regions: [REGION],
              mapping,
            },
          },
        },
      },
    }),
  )[0];

/** A provisioned product of the snapshot; a Java service, unless the options say otherwise. */
export function provisioned(
  name: string,
  options: Partial<ProvisionedProduct> & { accountId?: string } = {},
): StoredItem<ProvisionedProduct> {
  const { accountId = PRODUCTION, ...item } = options;
  return {
    accountId,
    region: REGION,
    item: {
      kind: 'provisioned-product',
      arn: `arn:aws:servicecatalog:${REGION}:${accountId}:stack/${name}/pp-${name}`,
      id: `pp-${name}`,
      name,
      type: 'CFN_STACK',
      status: 'AVAILABLE',
      productName: 'Java service on ECS',
      tags: {},
      outputs: {},
      ...item,
    },
  };
}

/** A product of the snapshot, without versions. */
export const product = (
  name: string,
  options: Partial<Product> = {},
): StoredItem<Product> => ({
  accountId: PRODUCTION,
  region: REGION,
  item: {
    kind: 'product',
    arn: `arn:aws:catalog:${REGION}:${PRODUCTION}:product/prod-${name}`,
    id: `prod-${name}`,
    name,
    portfolios: [],
    tags: {},
    tagOptions: {},
    launchRoles: [],
    versions: [],
    ...options,
  },
});

/** A component that a repository declares. */
export function declare(
  name: string,
  options: Partial<DeclaredEntity> = {},
): DeclaredEntity {
  const { namespace = 'default' } = options;
  return {
    ref: `component:${namespace}/${name}`,
    name,
    namespace,
    claims: [],
    ...options,
  };
}

/** The inventory of a snapshot, and the entities that come of it. */
export function build(
  items: StoredItem[],
  options: {
    mapping?: object;
    entities?: DeclaredEntity[];
    owners?: string[];
  } = {},
) {
  const config = configure(options.mapping);
  const inventory = buildInventory({
    config,
    items,
    scopes: [],
    declarations: {
      entities: options.entities ?? [],
      owners: new Set(options.owners),
    },
  });
  return { ...inventory, entities: toEntities(inventory, config) };
}
