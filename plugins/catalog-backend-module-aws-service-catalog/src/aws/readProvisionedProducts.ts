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

/** What a listing tells of a provisioned product; the rest is {@link Details}. */
export type ListedProduct = Omit<ProvisionedProduct, keyof Details> & {
  detailsKey: string;
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
  options: {
    pageSize: number;
    allowedOutputs: readonly string[];
    signal: AbortSignal;
  },
): Promise<ListedProduct[]> {
  const { pageSize, allowedOutputs, signal } = options;
  const listed = new Map<string, ListedProduct>();
  let total = 0;
  const pages = paginateSearchProvisionedProducts(
    { client, pageSize },
    {
      AccessLevelFilter: { Key: 'Account', Value: 'self' },
      SortBy: 'id',
      SortOrder: 'ASCENDING',
    },
    { abortSignal: signal },
  );
  for await (const page of pages) {
    total = page.TotalResultsCount ?? 0;
    for (const attribute of page.ProvisionedProducts ?? []) {
      const product = toListed(attribute, allowedOutputs);
      if (product) {
        listed.set(product.id, product);
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
    /** read before, by ARN; what is read now is put there too */
    known: Map<string, ProvisionedProduct>;
    excludeTypes: readonly string[];
    allowedOutputs: readonly string[];
    signal: AbortSignal;
  },
): Promise<ProvisionedProduct[]> {
  const { listed, known, excludeTypes, allowedOutputs, signal } = options;
  const wanted = listed.filter(({ type }) => !excludeTypes.includes(type));
  const knownDetails = ({ arn, detailsKey }: ListedProduct) => {
    const item = known.get(arn);
    return item?.detailsKey === detailsKey ? item : undefined;
  };
  const open = wanted.filter(item => !knownDetails(item));
  // A scan tells the roles of everything, a page at a time: cheaper for many.
  const launchRoles =
    open.length > listed.length / SCAN_PAGE && open.length > 1
      ? await scanLaunchRoles(client, { pageSize: SCAN_PAGE, signal })
      : new Map<string, string | undefined>();

  const items: ProvisionedProduct[] = [];
  for (const item of wanted) {
    const { outputs, launchRoleArn, detailsKey }: Details =
      knownDetails(item) ??
      (await readDetails(client, {
        id: item.id,
        detailsKey: item.detailsKey,
        launchRoles,
        allowedOutputs,
        signal,
      }));
    const read = { ...item, outputs, launchRoleArn, detailsKey };
    known.set(item.arn, read);
    items.push(read);
  }
  return items;
}

function toListed(
  attribute: ProvisionedProductAttribute,
  allowedOutputs: readonly string[],
): ListedProduct | undefined {
  const { Id, Arn } = attribute;
  if (!Id || !Arn) {
    return undefined;
  }
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
    detailsKey: detailsKeyOf(attribute, allowedOutputs),
  };
}
