import { awsId } from '../estate/identifiers';
import { Portfolio, Product } from '../estate/types';
import { invalidParameters, notFound } from '../errors';
import { Context, Handler } from './Context';
import { ProductChoice } from './inputs';
import { chooseArtifact, findProduct, refuseBoth } from './lookup';

/** One way to launch a product: a portfolio that holds it, and that the caller may launch from. */
interface LaunchPath {
  id: string;
  portfolio: Portfolio;
}

/** The ways in which a caller may launch a product. */
export function launchPaths(product: Product, context: Context): LaunchPath[] {
  const { role } = context.caller;
  return context.estate
    .visiblePortfolios(context)
    .filter(
      ({ id, principals }) =>
        product.portfolioIds.includes(id) &&
        principals.some(principal => principal === role),
    )
    .map(portfolio => ({
      id: awsId('lpv3', product.id, portfolio.id),
      portfolio,
    }));
}

const noPaths = ({ id }: Product) =>
  notFound(`No launch paths found for resource: ${id}`);

/** The path that was named, or the only one; AWS asks when there are several. */
export function choosePath(
  product: Product,
  choice: ProductChoice,
  context: Context,
): LaunchPath {
  const paths = launchPaths(product, context);
  const { PathId, PathName } = choice;
  refuseBoth(PathId, PathName, 'path');
  const fitting = paths.filter(
    path =>
      (PathId === undefined || path.id === PathId) &&
      (PathName === undefined || path.portfolio.displayName === PathName),
  );
  if (fitting.length === 0) {
    throw paths.length
      ? notFound(`LaunchPath ${PathId ?? PathName} not found.`)
      : noPaths(product);
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
  const paths = launchPaths(product, context);
  if (paths.length === 0) {
    throw noPaths(product);
  }
  const { items, NextPageToken } = context.page(paths, {
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
