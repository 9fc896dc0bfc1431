import {
  ScanProvisionedProductsCommand,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';

/**
 * The launch roles of all provisioned products of an account and region, by id.
 * The SDK has no paginator for this operation.
 */
export async function scanLaunchRoles(
  client: ServiceCatalogClient,
  options: { pageSize: number; signal: AbortSignal },
): Promise<Map<string, string | undefined>> {
  const roles = new Map<string, string | undefined>();
  let pageToken: string | undefined;
  do {
    const { ProvisionedProducts = [], NextPageToken } = await client.send(
      new ScanProvisionedProductsCommand({
        AccessLevelFilter: { Key: 'Account', Value: 'self' },
        PageSize: options.pageSize,
        PageToken: pageToken,
      }),
      { abortSignal: options.signal },
    );
    for (const { Id, LaunchRoleArn } of ProvisionedProducts) {
      if (Id) {
        roles.set(Id, LaunchRoleArn);
      }
    }
    pageToken = NextPageToken;
  } while (pageToken);
  return roles;
}
