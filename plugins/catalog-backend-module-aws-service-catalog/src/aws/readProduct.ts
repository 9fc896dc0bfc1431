import {
  DescribeProductAsAdminCommand,
  ListProvisioningArtifactsCommand,
  ProvisioningArtifactDetail,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { NotFoundError } from '@backstage/errors';
import { Product } from '../model/items';
import { toTags } from './toTags';

/** Reads one product with its tags, tag options and versions. */
export async function readProduct(
  client: ServiceCatalogClient,
  options: {
    id: string;
    portfolios: Product['portfolios'];
    launchRoles: readonly string[];
    isShared: boolean;
    signal: AbortSignal;
  },
): Promise<Product> {
  const { id, launchRoles, isShared, signal } = options;
  const portfolios = [...options.portfolios].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
  const described = await client.send(
    new DescribeProductAsAdminCommand({
      Id: id,
      // Without it AWS leaves out the tag options that come with the share.
      SourcePortfolioId: isShared ? portfolios[0].id : undefined,
    }),
    { abortSignal: signal },
  );
  // Only this operation tells active versions and their guidance; it has no pages.
  const { ProvisioningArtifactDetails = [] } = await client.send(
    new ListProvisioningArtifactsCommand({ ProductId: id }),
    { abortSignal: signal },
  );
  const detail = described.ProductViewDetail;
  const summary = detail?.ProductViewSummary;
  if (!detail?.ProductARN) {
    throw new NotFoundError(`AWS described product ${id} without its ARN`);
  }

  const tagOptions: Record<string, string[]> = {};
  for (const { Key, Value, Active } of described.TagOptions ?? []) {
    if (Key && Value && Active !== false) {
      tagOptions[Key] = [...(tagOptions[Key] ?? []), Value].sort();
    }
  }
  // AWS promises no order, and another one would be news to the catalog.
  const oldestFirst = [...ProvisioningArtifactDetails].sort(byAge);
  return {
    kind: 'product',
    arn: detail.ProductARN,
    id,
    name: summary?.Name ?? id,
    owner: summary?.Owner,
    description: summary?.ShortDescription,
    supportEmail: summary?.SupportEmail,
    status: detail.Status,
    portfolios,
    tags: toTags(described.Tags),
    tagOptions,
    launchRoles: [...new Set(launchRoles)].sort(),
    versions: oldestFirst.map(artifact => ({
      id: artifact.Id ?? '',
      name: artifact.Name ?? artifact.Id ?? '',
      active: artifact.Active ?? true,
      guidance: artifact.Guidance ?? 'DEFAULT',
    })),
  };
}

function byAge(a: ProvisioningArtifactDetail, b: ProvisioningArtifactDetail) {
  const age = (a.CreatedTime?.getTime() ?? 0) - (b.CreatedTime?.getTime() ?? 0);
  return age || ((a.Id ?? '') < (b.Id ?? '') ? -1 : 1);
}
