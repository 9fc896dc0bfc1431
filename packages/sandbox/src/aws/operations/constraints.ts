import { awsId } from '../estate/identifiers';
import { Product } from '../estate/types';
import { notFound } from '../errors';
import { Context, Handler } from './Context';
import { findPortfolio } from './lookup';

/** How a product may be launched out of a portfolio. */
interface LaunchConstraint {
  id: string;
  portfolioId: string;
  product: Product;
}

/** Everything that is launched with a role of its own has one of these per portfolio. */
function constraintsOf(portfolioId: string, context: Context) {
  return context.estate
    .visibleProducts(context)
    .filter(({ portfolioIds }) => portfolioIds.includes(portfolioId))
    .map((product): LaunchConstraint => ({
      id: awsId('cons', portfolioId, product.id),
      portfolioId,
      product,
    }));
}

const toDetail = ({ id, portfolioId, product }: LaunchConstraint) => ({
  ConstraintId: id,
  Type: 'LAUNCH',
  Description: `Launched with the role ${product.launchRoleName}`,
  Owner: product.accountId,
  ProductId: product.id,
  PortfolioId: portfolioId,
});

export const listConstraintsForPortfolio: Handler<
  'ListConstraintsForPortfolio'
> = (input, context) => {
  findPortfolio(input.PortfolioId, context);
  const { items, NextPageToken } = context.page(
    constraintsOf(input.PortfolioId, context).filter(
      ({ product }) =>
        input.ProductId === undefined || product.id === input.ProductId,
    ),
    { request: input, limit: 20 },
  );
  return { ConstraintDetails: items.map(toDetail), NextPageToken };
};

export const describeConstraint: Handler<'DescribeConstraint'> = (
  input,
  context,
) => {
  const found = context.estate
    .visiblePortfolios(context)
    .flatMap(({ id }) => constraintsOf(id, context))
    .find(({ id }) => id === input.Id);
  if (!found) {
    throw notFound(`Constraint ${input.Id} not found.`);
  }
  return {
    ConstraintDetail: toDetail(found),
    // By its name the role is looked for in the account of whoever launches.
    ConstraintParameters: JSON.stringify({
      LocalRoleName: found.product.launchRoleName,
    }),
    Status: 'AVAILABLE',
  };
};
