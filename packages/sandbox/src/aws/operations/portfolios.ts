import { catalogArn } from '../estate/identifiers';
import { Portfolio } from '../estate/types';
import { Context, Handler } from './Context';
import { findPortfolio, findProduct } from './lookup';

const toDetail = (portfolio: Portfolio) => ({
  Id: portfolio.id,
  ARN: catalogArn({ kind: 'portfolio', ...portfolio }),
  DisplayName: portfolio.displayName,
  Description: portfolio.description,
  CreatedTime: portfolio.createdTime,
  ProviderName: portfolio.providerName,
});

function pageOfPortfolios(
  portfolios: Portfolio[],
  request: { PageSize?: number; PageToken?: string },
  context: Context,
) {
  const { items, NextPageToken } = context.page(portfolios, {
    request,
    limit: 100,
  });
  return { PortfolioDetails: items.map(toDetail), NextPageToken };
}

export const listPortfolios: Handler<'ListPortfolios'> = (input, context) =>
  pageOfPortfolios(context.estate.ownPortfolios(context), input, context);

export const listAcceptedPortfolioShares: Handler<
  'ListAcceptedPortfolioShares'
> = (input, context) => {
  const type = input.PortfolioShareType ?? 'IMPORTED';
  return pageOfPortfolios(
    type === 'AWS_SERVICECATALOG'
      ? []
      : context.estate.acceptedPortfolios(context, type),
    input,
    context,
  );
};

export const listPortfoliosForProduct: Handler<'ListPortfoliosForProduct'> = (
  input,
  context,
) => {
  const product = findProduct({ id: input.ProductId }, context);
  return pageOfPortfolios(
    context.estate
      .visiblePortfolios(context)
      .filter(portfolio => product.portfolioIds.includes(portfolio.id)),
    input,
    context,
  );
};

export const describePortfolio: Handler<'DescribePortfolio'> = (
  input,
  context,
) => ({
  PortfolioDetail: toDetail(findPortfolio(input.Id, context)),
  Tags: [],
  TagOptions: [],
  Budgets: [],
});
