import { invalidParameters, notFound } from '../errors';
import {
  Artifact,
  Portfolio,
  Product,
  ProvisionedProduct,
} from '../estate/types';
import { Context } from './Context';
import { ProductChoice } from './inputs';

/** A portfolio that the account owns or was given; throws when there is none. */
export function findPortfolio(id: string, context: Context): Portfolio {
  const portfolio = context.estate
    .visiblePortfolios(context)
    .find(candidate => candidate.id === id);
  if (!portfolio) {
    throw notFound(`Portfolio ${id} not found.`);
  }
  return portfolio;
}

/** A product that the account sees, by id or name; throws when there is none. */
export function findProduct(
  choice: { id?: string; name?: string },
  context: Context,
): Product {
  if (choice.id === undefined && choice.name === undefined) {
    throw invalidParameters('Either product id or product name is required.');
  }
  const product = context.estate
    .visibleProducts(context)
    .find(
      candidate =>
        (choice.id === undefined || candidate.id === choice.id) &&
        (choice.name === undefined || candidate.name === choice.name),
    );
  if (!product) {
    throw notFound(`Product ${choice.id ?? choice.name} not found.`);
  }
  return product;
}

/** What AWS takes by id or by name it does not take by both. */
export function refuseBoth(
  id: string | undefined,
  name: string | undefined,
  what: string,
): void {
  if (id !== undefined && name !== undefined) {
    throw invalidParameters(
      `Either ${what} id or name may be given, not both.`,
    );
  }
}

/** A product and one of its versions, of which users do not see the inactive ones. */
export function chooseArtifact(
  choice: ProductChoice,
  context: Context,
): { product: Product; artifact: Artifact } {
  refuseBoth(choice.ProductId, choice.ProductName, 'product');
  const product = findProduct(
    { id: choice.ProductId, name: choice.ProductName },
    context,
  );
  const { ProvisioningArtifactId: id, ProvisioningArtifactName: name } = choice;
  refuseBoth(id, name, 'provisioning artifact');
  if (id === undefined && name === undefined) {
    throw invalidParameters(
      'Either provisioning artifact id or name is required.',
    );
  }
  const artifact = product.artifacts.find(
    candidate =>
      candidate.active &&
      (id === undefined || candidate.id === id) &&
      (name === undefined || candidate.name === name),
  );
  if (!artifact) {
    throw notFound(`ProvisioningArtifact ${id ?? name} not found.`);
  }
  return { product, artifact };
}

/** One provisioned product of the account, by id or name; throws without one. */
export function findProvisioned(
  choice: { id?: string; name?: string },
  context: Context,
): ProvisionedProduct {
  if ((choice.id === undefined) === (choice.name === undefined)) {
    throw invalidParameters(
      'Either provisioned product id or name must be given, and not both.',
    );
  }
  const found = context.estate
    .provisionedIn(context)
    .find(
      item =>
        item.id === choice.id ||
        item.name === choice.name ||
        item.arn === choice.name,
    );
  if (!found) {
    throw notFound(
      `Provisioned product ${choice.id ?? choice.name} not found.`,
    );
  }
  return found;
}
