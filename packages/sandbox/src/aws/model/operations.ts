/** The operations of AWS Service Catalog that the stand-in serves. */
export const SERVED_OPERATIONS = [
  'DescribeConstraint',
  'DescribePortfolio',
  'DescribeProductAsAdmin',
  'DescribeProvisionedProduct',
  'DescribeProvisioningParameters',
  'DescribeRecord',
  'GetProvisionedProductOutputs',
  'ListAcceptedPortfolioShares',
  'ListConstraintsForPortfolio',
  'ListLaunchPaths',
  'ListPortfolios',
  'ListPortfoliosForProduct',
  'ListProvisioningArtifacts',
  'ListRecordHistory',
  'ProvisionProduct',
  'ScanProvisionedProducts',
  'SearchProducts',
  'SearchProductsAsAdmin',
  'SearchProvisionedProducts',
  'TerminateProvisionedProduct',
  'UpdateProvisionedProduct',
] as const;

/** The name of an operation that the stand-in serves. */
export type OperationName = (typeof SERVED_OPERATIONS)[number];

/** The operations of STS that the stand-in serves. */
export const STS_OPERATIONS = ['AssumeRole', 'GetCallerIdentity'] as const;

/** The name of an operation of STS that the stand-in serves. */
export type StsOperationName = (typeof STS_OPERATIONS)[number];
