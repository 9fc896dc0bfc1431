import { Product } from '../estate/types';
import { awsId, catalogArn } from '../estate/identifiers';
import { invalidParameters, notFound } from '../errors';
import { Handler } from './Context';
import { findPortfolio, findProduct } from './lookup';

const SEARCHABLE = [
  'FullTextSearch',
  'Owner',
  'ProductType',
  'SourceProductId',
];

const toSummary = (product: Product) => ({
  Id: awsId('prodview', product.id),
  ProductId: product.id,
  Name: product.name,
  Owner: product.owner,
  ShortDescription: product.shortDescription,
  Type: 'CLOUD_FORMATION_TEMPLATE',
  Distributor: '',
  HasDefaultPath: false,
  SupportEmail: product.supportEmail,
});

const toDetail = (product: Product) => ({
  ProductViewSummary: toSummary(product),
  Status: product.status,
  ProductARN: catalogArn({ kind: 'product', ...product }),
  CreatedTime: product.createdTime,
});

function search(
  products: Product[],
  filters: Record<string, string[]> = {},
): Product[] {
  return Object.entries(filters).reduce((found, [key, values]) => {
    if (!SEARCHABLE.includes(key)) {
      throw invalidParameters(`Unknown filter ${key}`);
    }
    return found.filter(product =>
      values.some(value => {
        const wanted = value.toLowerCase();
        switch (key) {
          case 'Owner':
            return product.owner.toLowerCase() === wanted;
          case 'ProductType':
            return wanted === 'cloud_formation_template';
          case 'SourceProductId':
            return false;
          default:
            return `${product.name} ${product.shortDescription}`
              .toLowerCase()
              .includes(wanted);
        }
      }),
    );
  }, products);
}

function sorted(
  products: Product[],
  by: string | undefined,
  order: string | undefined,
): Product[] {
  const direction = order === 'DESCENDING' ? -1 : 1;
  const key = (product: Product) => {
    switch (by) {
      case 'CreationDate':
        return product.createdTime;
      case 'VersionCount':
        return product.artifacts.length;
      default:
        return product.name;
    }
  };
  return [...products].sort(
    (a, b) => direction * (key(a) < key(b) ? -1 : Number(key(a) > key(b))),
  );
}

export const searchProductsAsAdmin: Handler<'SearchProductsAsAdmin'> = (
  input,
  context,
) => {
  const { PortfolioId } = input;
  if (PortfolioId) {
    findPortfolio(PortfolioId, context);
  }
  const candidates = PortfolioId
    ? context.estate
        .visibleProducts(context)
        .filter(product => product.portfolioIds.includes(PortfolioId))
    : context.estate
        .visibleProducts(context)
        .filter(product => product.accountId === context.accountId);
  const { items, NextPageToken } = context.page(
    sorted(search(candidates, input.Filters), input.SortBy, input.SortOrder),
    { request: input, limit: 20 },
  );
  return { ProductViewDetails: items.map(toDetail), NextPageToken };
};

export const searchProducts: Handler<'SearchProducts'> = (input, context) => {
  const { items, NextPageToken } = context.page(
    sorted(
      search(context.estate.visibleProducts(context), input.Filters),
      input.SortBy,
      input.SortOrder,
    ),
    { request: input, limit: 100 },
  );
  return {
    ProductViewSummaries: items.map(toSummary),
    ProductViewAggregations: {},
    NextPageToken,
  };
};

export const describeProductAsAdmin: Handler<'DescribeProductAsAdmin'> = (
  input,
  context,
) => {
  const product = findProduct({ id: input.Id, name: input.Name }, context);
  const { SourcePortfolioId } = input;
  const portfolio =
    SourcePortfolioId === undefined
      ? undefined
      : findPortfolio(SourcePortfolioId, context);
  if (portfolio && !product.portfolioIds.includes(portfolio.id)) {
    throw notFound(`Product ${product.id} is not in ${portfolio.id}.`);
  }
  const tagOptions = context.estate.tagOptionsOf(product, {
    accountId: context.accountId,
    portfolio,
  });
  return {
    ProductViewDetail: toDetail(product),
    ProvisioningArtifactSummaries: product.artifacts.map(artifact => ({
      Id: artifact.id,
      Name: artifact.name,
      Description: artifact.description,
      CreatedTime: artifact.createdTime,
    })),
    Tags: product.tags,
    TagOptions: tagOptions.flatMap(option =>
      option.values.map(value => ({
        Key: option.key,
        Value: value,
        Active: true,
        Id: awsId('tag', option.key, value),
        Owner: product.accountId,
      })),
    ),
    Budgets: [],
  };
};

export const listProvisioningArtifacts: Handler<'ListProvisioningArtifacts'> = (
  input,
  context,
) => ({
  ProvisioningArtifactDetails: findProduct(
    { id: input.ProductId },
    context,
  ).artifacts.map(artifact => ({
    Id: artifact.id,
    Name: artifact.name,
    Description: artifact.description,
    Type: 'CLOUD_FORMATION_TEMPLATE',
    CreatedTime: artifact.createdTime,
    Active: artifact.active,
    Guidance: artifact.guidance,
  })),
});
