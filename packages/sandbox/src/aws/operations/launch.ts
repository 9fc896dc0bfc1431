import { awsId } from '../estate/identifiers';
import { Portfolio, Product } from '../estate/types';
import { invalidParameters, notFound } from '../errors';
import { Context, Handler } from './Context';
import { ProductChoice } from './inputs';
import { chooseArtifact, findProduct } from './lookup';

/** One way to launch a product: a portfolio that the account sees it through. */
interface LaunchPath {
  id: string;
  portfolio: Portfolio;
}

function launchPaths(product: Product, context: Context): LaunchPath[] {
  return context.estate
    .visiblePortfolios(context)
    .filter(portfolio => product.portfolioIds.includes(portfolio.id))
    .map(portfolio => ({
      id: awsId('lpv3', product.id, portfolio.id),
      portfolio,
    }));
}

/** The path that was named, or the only one; AWS asks when there are several. */
export function choosePath(
  product: Product,
  choice: ProductChoice,
  context: Context,
): LaunchPath {
  const paths = launchPaths(product, context);
  const { PathId, PathName } = choice;
  const fitting = paths.filter(
    path =>
      (PathId === undefined || path.id === PathId) &&
      (PathName === undefined || path.portfolio.displayName === PathName),
  );
  if (fitting.length === 0) {
    throw notFound(
      PathId === undefined && PathName === undefined
        ? `No launch paths found for resource: ${product.id}`
        : `LaunchPath ${PathId ?? PathName} not found.`,
    );
  }
  if (fitting.length > 1) {
    throw invalidParameters(
      `There is more than one launch path for product ${product.id}; a path id is required.`,
    );
  }
  return fitting[0];
}

const CONSTRAINTS = [
  {
    Type: 'LAUNCH',
    Description: 'Launched with the role service-catalog-launch.',
  },
];

export const listLaunchPaths: Handler<'ListLaunchPaths'> = (input, context) => {
  const product = findProduct({ id: input.ProductId }, context);
  const { items, NextPageToken } = context.page(launchPaths(product, context), {
    request: input,
    limit: 20,
  });
  return {
    LaunchPathSummaries: items.map(path => ({
      Id: path.id,
      ConstraintSummaries: CONSTRAINTS,
      Tags: [],
      Name: path.portfolio.displayName,
    })),
    NextPageToken,
  };
};

export const describeProvisioningParameters: Handler<
  'DescribeProvisioningParameters'
> = (input, context) => {
  const { product } = chooseArtifact(input, context);
  const { portfolio } = choosePath(product, input, context);
  const tagOptions = context.estate.tagOptionsOf(product, {
    accountId: context.accountId,
    portfolio,
  });
  return {
    ProvisioningArtifactParameters: product.parameters.map(parameter => ({
      ParameterKey: parameter.key,
      DefaultValue: parameter.defaultValue,
      ParameterType: parameter.type,
      IsNoEcho: parameter.noEcho ?? false,
      Description: parameter.description,
      ParameterConstraints: {
        AllowedValues: parameter.allowedValues ?? [],
        AllowedPattern: parameter.allowedPattern,
        MaxLength: parameter.maxLength,
        MinValue: parameter.minValue,
        MaxValue: parameter.maxValue,
      },
    })),
    ConstraintSummaries: CONSTRAINTS,
    UsageInstructions: [],
    TagOptions: tagOptions.map(option => ({
      Key: option.key,
      Values: option.values,
    })),
    ProvisioningArtifactOutputKeys: product.outputs.map(output => ({
      Key: output.key,
      Description: output.description,
    })),
  };
};
