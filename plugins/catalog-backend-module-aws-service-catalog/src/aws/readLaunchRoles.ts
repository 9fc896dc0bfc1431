import {
  DescribeConstraintCommand,
  paginateListConstraintsForPortfolio,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { z } from 'zod';
import { meansNothingHere } from './meansNothingHere';

/** Parameters of a LAUNCH constraint: a text of JSON with one of the two. */
const parametersSchema = z.object({
  RoleArn: z.string().optional(),
  LocalRoleName: z.string().optional(),
});

/**
 * The roles that the products of a portfolio are launched with, by product id: its
 * LAUNCH constraints. A product without one is launched with the rights of whoever
 * launches it.
 */
export async function readLaunchRoles(
  client: ServiceCatalogClient,
  options: { portfolioId: string; signal: AbortSignal },
): Promise<Map<string, string>> {
  const { portfolioId, signal } = options;
  const roles = new Map<string, string>();
  try {
    const pages = paginateListConstraintsForPortfolio(
      { client, pageSize: 20 },
      { PortfolioId: portfolioId },
      { abortSignal: signal },
    );
    for await (const { ConstraintDetails = [] } of pages) {
      for (const { ConstraintId, ProductId, Type } of ConstraintDetails) {
        if (Type !== 'LAUNCH' || !ConstraintId || !ProductId) {
          continue;
        }
        const { ConstraintParameters } = await client.send(
          new DescribeConstraintCommand({ Id: ConstraintId }),
          { abortSignal: signal },
        );
        const role = toRole(ConstraintParameters);
        if (role) {
          roles.set(ProductId, role);
        }
      }
    }
  } catch (error) {
    if (!meansNothingHere(error)) {
      throw error;
    }
  }
  return roles;
}

function toRole(parameters: string | undefined): string | undefined {
  try {
    const parsed = parametersSchema.parse(JSON.parse(parameters ?? '{}'));
    return parsed.RoleArn ?? parsed.LocalRoleName;
  } catch {
    return undefined; // of another shape than AWS documents: the sync goes on
  }
}
