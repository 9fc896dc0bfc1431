import { Product } from '../estate/types';
import { awsId, catalogArn } from '../estate/identifiers';
import { invalidParameters, notFound } from '../errors';
import { Handler } from './Context';
import { inOrder } from './inOrder';
import { Inputs } from './inputs';
import { launchPaths } from './launch';
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

const SORT_KEYS = {
  CreationDate: (product: Product) => product.createdTime,
  Title: (product: Product) => product.name,
  VersionCount: (product: Product) => product.artifacts.length,
};

/** Of those that may be seen, what was searched for, in the order that was asked for. */
function find(products: Product[], input: Inputs['SearchProducts']) {
  const { Filters, SortBy, SortOrder } = input;
  return inOrder(search(products, Filters), {
    by: SortBy && SORT_KEYS[SortBy],
    direction: SortOrder,
  });
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
  const { items, NextPageToken } = context.page(find(candidates, input), {
    request: input,
    limit: 20,
  });
  return { ProductViewDetails: items.map(toDetail), NextPageToken };
};

export const searchProducts: Handler<'SearchProducts'> = (input, context) => {
  const { items, NextPageToken } = context.page(
    find(
      context.estate
        .visibleProducts(context)
        .filter(product => launchPaths(product, context).length > 0),
      input,
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
