import {
  paginateSearchProvisionedProducts,
  ProvisionedProductAttribute,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { CustomErrorBase } from '@backstage/errors';
import { ProvisionedProduct } from '../model/items';
import { Details, detailsKeyOf, readDetails } from './readDetails';
import { scanLaunchRoles } from './scanLaunchRoles';
import { toTags } from './toTags';

/** AWS listed something else than it said that there is. */
export class IncompleteListingError extends CustomErrorBase {
  name = 'IncompleteListingError' as const;
}

/** A provisioned product of a listing, with what names it. */
export type ListedProduct = ProvisionedProductAttribute & {
  Id: string;
  Arn: string;
};

/** Items of a page of ScanProvisionedProducts; Service Catalog allows no more. */
const SCAN_PAGE = 20;

/**
 * Lists the provisioned products of an account and region, whoever made them.
 *
 * Unsorted listings come in random order page by page, and any listing can lose
 * or repeat items: it is sorted by id, and believed only when it holds exactly as
 * many distinct ids as AWS counts.
 */
export async function listProvisionedProducts(
  client: ServiceCatalogClient,
  options: { pageSize: number; signal: AbortSignal },
): Promise<ListedProduct[]> {
  const listed = new Map<string, ListedProduct>();
  let total = 0;
  const pages = paginateSearchProvisionedProducts(
    { client, pageSize: options.pageSize },
    {
      AccessLevelFilter: { Key: 'Account', Value: 'self' },
      SortBy: 'id',
      SortOrder: 'ASCENDING',
    },
    { abortSignal: options.signal },
  );
  for await (const page of pages) {
    total = page.TotalResultsCount ?? 0;
    for (const attribute of page.ProvisionedProducts ?? []) {
      const { Id, Arn } = attribute;
      if (Id && Arn) {
        listed.set(Id, { ...attribute, Id, Arn });
      }
    }
  }
  if (listed.size !== total) {
    throw new IncompleteListingError(
      `AWS counts ${total} provisioned products and listed ${listed.size} of them`,
    );
  }
  return [...listed.values()];
}

/**
 * Completes a listing with what it does not tell, which is asked for again only
 * when something was done to an item.
 */
export async function readProvisionedProducts(
  client: ServiceCatalogClient,
  options: {
    listed: readonly ListedProduct[];
    known: ReadonlyMap<string, ProvisionedProduct>;
    excludeTypes: readonly string[];
    allowedOutputs: readonly string[];
    signal: AbortSignal;
  },
): Promise<ProvisionedProduct[]> {
  const { listed, known, excludeTypes, allowedOutputs, signal } = options;
  const wanted = listed.filter(
    ({ Type = 'UNKNOWN' }) => !excludeTypes.includes(Type),
  );
  const knownDetails = ({ Arn }: ListedProduct, key: string) => {
    const item = known.get(Arn);
    return item?.detailsKey === key ? item : undefined;
  };
  const open = wanted.filter(
    item => !knownDetails(item, detailsKeyOf(item, allowedOutputs)),
  );
  // A scan tells the roles of everything, a page at a time: cheaper for many.
  const launchRoles =
    open.length > listed.length / SCAN_PAGE && open.length > 1
      ? await scanLaunchRoles(client, { pageSize: SCAN_PAGE, signal })
      : new Map<string, string | undefined>();

  const items: ProvisionedProduct[] = [];
  for (const attribute of wanted) {
    const detailsKey = detailsKeyOf(attribute, allowedOutputs);
    items.push(
      toItem(
        attribute,
        knownDetails(attribute, detailsKey) ??
          (await readDetails(client, {
            id: attribute.Id,
            detailsKey,
            launchRoles,
            allowedOutputs,
            signal,
          })),
      ),
    );
  }
  return items;
}

function toItem(
  attribute: ListedProduct,
  { outputs, launchRoleArn, detailsKey }: Details,
): ProvisionedProduct {
  const { Id, Arn } = attribute;
  return {
    kind: 'provisioned-product',
    arn: Arn,
    id: Id,
    name: attribute.Name ?? Id,
    type: attribute.Type ?? 'UNKNOWN',
    status: attribute.Status ?? 'UNKNOWN',
    statusMessage: attribute.StatusMessage,
    productId: attribute.ProductId,
    productName: attribute.ProductName,
    versionId: attribute.ProvisioningArtifactId,
    versionName: attribute.ProvisioningArtifactName,
    tags: toTags(attribute.Tags),
    physicalId: attribute.PhysicalId,
    lastRecordId: attribute.LastRecordId,
    outputs,
    launchRoleArn,
    detailsKey,
  };
}
