import {
  DescribeProvisionedProductCommand,
  paginateGetProvisionedProductOutputs,
  paginateSearchProvisionedProducts,
  ProvisionedProductAttribute,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { CustomErrorBase } from '@backstage/errors';
import { ProvisionedProduct } from '../model/items';
import { toTags } from './toTags';

/** AWS listed something else than it said that there is. */
export class IncompleteListingError extends CustomErrorBase {
  name = 'IncompleteListingError' as const;
}

/**
 * Lists the provisioned products of an account and region, whoever made them.
 *
 * Unsorted listings come in random order page by page, and any listing can lose
 * or repeat items: it is sorted by id, and believed only when it holds exactly as
 * many distinct ids as AWS counts.
 */
export async function readProvisionedProducts(
  client: ServiceCatalogClient,
  options: {
    known: ReadonlyMap<string, ProvisionedProduct>;
    pageSize: number;
    excludeTypes: readonly string[];
    allowedOutputs: readonly string[];
    signal: AbortSignal;
  },
): Promise<ProvisionedProduct[]> {
  const { signal, pageSize } = options;
  const listed = new Map<string, ProvisionedProductAttribute>();
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
      if (attribute.Id) {
        listed.set(attribute.Id, attribute);
      }
    }
  }
  if (listed.size !== total) {
    throw new IncompleteListingError(
      `AWS counts ${total} provisioned products and listed ${listed.size} of them`,
    );
  }

  const items: ProvisionedProduct[] = [];
  for (const attribute of listed.values()) {
    const { Id, Arn, Type = 'UNKNOWN' } = attribute;
    if (!Id || !Arn || options.excludeTypes.includes(Type)) {
      continue;
    }
    items.push({
      kind: 'provisioned-product',
      arn: Arn,
      id: Id,
      name: attribute.Name ?? Id,
      type: Type,
      status: attribute.Status ?? 'UNKNOWN',
      statusMessage: attribute.StatusMessage,
      productId: attribute.ProductId,
      productName: attribute.ProductName,
      versionId: attribute.ProvisioningArtifactId,
      versionName: attribute.ProvisioningArtifactName,
      tags: toTags(attribute.Tags),
      physicalId: attribute.PhysicalId,
      lastRecordId: attribute.LastRecordId,
      ...(await readDetails(client, attribute, options)),
    });
  }
  return items;
}

type Details = Pick<
  ProvisionedProduct,
  'outputs' | 'launchRoleArn' | 'detailsKey'
>;

/** What a listing does not tell; asked again only when something was done to the item. */
async function readDetails(
  client: ServiceCatalogClient,
  attribute: ProvisionedProductAttribute,
  options: {
    known: ReadonlyMap<string, ProvisionedProduct>;
    allowedOutputs: readonly string[];
    signal: AbortSignal;
  },
): Promise<Details> {
  const { allowedOutputs, signal } = options;
  if (allowedOutputs.length === 0) {
    return { outputs: {} };
  }
  const detailsKey = `${attribute.LastRecordId} ${allowedOutputs.join(' ')}`;
  const known = options.known.get(attribute.Arn ?? '');
  if (known?.detailsKey === detailsKey) {
    const { outputs, launchRoleArn } = known;
    return { outputs, launchRoleArn, detailsKey };
  }
  try {
    return {
      ...(await askForDetails(client, attribute.Id, {
        allowedOutputs,
        signal,
      })),
      detailsKey,
    };
  } catch (error) {
    // It was terminated since it was listed, or its launch failed before any output.
    if (
      error instanceof Error &&
      ['ResourceNotFoundException', 'InvalidParametersException'].includes(
        error.name,
      )
    ) {
      return { outputs: {} };
    }
    throw error;
  }
}

async function askForDetails(
  client: ServiceCatalogClient,
  id: string | undefined,
  options: { allowedOutputs: readonly string[]; signal: AbortSignal },
): Promise<Details> {
  const { allowedOutputs, signal } = options;
  const { ProvisionedProductDetail } = await client.send(
    new DescribeProvisionedProductCommand({ Id: id }),
    { abortSignal: signal },
  );
  const outputs: Record<string, string> = {};
  const pages = paginateGetProvisionedProductOutputs(
    { client, pageSize: 20 },
    { ProvisionedProductId: id },
    { abortSignal: signal },
  );
  for await (const page of pages) {
    for (const { OutputKey, OutputValue } of page.Outputs ?? []) {
      // Outputs may hold credentials: nothing outside the list is kept anywhere.
      if (OutputKey && OutputValue && allowedOutputs.includes(OutputKey)) {
        outputs[OutputKey] = OutputValue;
      }
    }
  }
  return { outputs, launchRoleArn: ProvisionedProductDetail?.LaunchRoleArn };
}
