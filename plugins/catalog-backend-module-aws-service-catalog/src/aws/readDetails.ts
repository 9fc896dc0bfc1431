import {
  DescribeProvisionedProductCommand,
  paginateGetProvisionedProductOutputs,
  ProvisionedProductAttribute,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { ProvisionedProduct } from '../model/items';

/** What a listing does not tell of a provisioned product. */
export type Details = Pick<
  ProvisionedProduct,
  'outputs' | 'launchRoleArn' | 'detailsKey'
>;

/**
 * What the details depend on: the record, how far it is (its outputs are there
 * only once it has succeeded), and which outputs are wanted.
 */
export function detailsKeyOf(
  attribute: ProvisionedProductAttribute,
  allowedOutputs: readonly string[],
): string {
  const { LastRecordId, LastSuccessfulProvisioningRecordId, Status } =
    attribute;
  return [
    LastRecordId,
    LastSuccessfulProvisioningRecordId,
    Status,
    ...allowedOutputs,
  ].join(' ');
}

/** Asks for outputs and launch role; without `detailsKey` they have to be asked for again. */
export async function readDetails(
  client: ServiceCatalogClient,
  options: {
    id: string;
    detailsKey: string;
    /** by id, as far as they are known already */
    launchRoles: ReadonlyMap<string, string | undefined>;
    allowedOutputs: readonly string[];
    signal: AbortSignal;
  },
): Promise<Details> {
  const { id, detailsKey, launchRoles, allowedOutputs } = options;
  try {
    return {
      launchRoleArn: launchRoles.has(id)
        ? launchRoles.get(id)
        : await readLaunchRole(client, options),
      outputs: allowedOutputs.length ? await readOutputs(client, options) : {},
      detailsKey,
    };
  } catch (error) {
    if (isNamed(error, 'ResourceNotFoundException')) {
      return { outputs: {} }; // terminated since it was listed
    }
    throw error;
  }
}

async function readLaunchRole(
  client: ServiceCatalogClient,
  { id, signal }: { id: string; signal: AbortSignal },
): Promise<string | undefined> {
  const { ProvisionedProductDetail } = await client.send(
    new DescribeProvisionedProductCommand({ Id: id }),
    { abortSignal: signal },
  );
  return ProvisionedProductDetail?.LaunchRoleArn;
}

async function readOutputs(
  client: ServiceCatalogClient,
  options: {
    id: string;
    allowedOutputs: readonly string[];
    signal: AbortSignal;
  },
): Promise<Record<string, string>> {
  const { id, allowedOutputs, signal } = options;
  const outputs: Record<string, string> = {};
  const pages = paginateGetProvisionedProductOutputs(
    { client, pageSize: 20 },
    { ProvisionedProductId: id },
    { abortSignal: signal },
  );
  try {
    for await (const page of pages) {
      for (const { OutputKey, OutputValue } of page.Outputs ?? []) {
        // Outputs may hold credentials: nothing outside the list is kept anywhere.
        if (OutputKey && OutputValue && allowedOutputs.includes(OutputKey)) {
          outputs[OutputKey] = OutputValue;
        }
      }
    }
  } catch (error) {
    // Its launch failed before there was any output.
    if (!isNamed(error, 'InvalidParametersException')) {
      throw error;
    }
  }
  return outputs;
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
