import {
  DescribeProductAsAdminCommand,
  ListProvisioningArtifactsCommand,
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
    signal: AbortSignal;
  },
): Promise<Product> {
  const { id, portfolios, launchRoles, signal } = options;
  const described = await client.send(
    new DescribeProductAsAdminCommand({ Id: id }),
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
      (tagOptions[Key] ??= []).push(Value);
    }
  }
  return {
    kind: 'product',
    arn: detail.ProductARN,
    id,
    name: summary?.Name ?? id,
    owner: summary?.Owner,
    description: summary?.ShortDescription,
    supportEmail: summary?.SupportEmail,
    status: detail.Status,
    portfolios: [...portfolios].sort((a, b) => (a.id < b.id ? -1 : 1)),
    tags: toTags(described.Tags),
    tagOptions,
    launchRoles: [...new Set(launchRoles)].sort(),
    versions: ProvisioningArtifactDetails.map(artifact => ({
      id: artifact.Id ?? '',
      name: artifact.Name ?? artifact.Id ?? '',
      active: artifact.Active ?? true,
      guidance: artifact.Guidance ?? 'DEFAULT',
    })),
  };
}
