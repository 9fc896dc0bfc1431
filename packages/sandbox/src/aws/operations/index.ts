import { OperationName } from '../model/operations';
import { Handler } from './Context';
import * as constraints from './constraints';
import * as launch from './launch';
import * as portfolios from './portfolios';
import * as products from './products';
import * as provisioned from './provisioned';
import * as provisioning from './provisioning';
import * as records from './records';

/** What each operation of Service Catalog does here. */
export const handlers: { [K in OperationName]: Handler<K> } = {
  DescribeConstraint: constraints.describeConstraint,
  DescribePortfolio: portfolios.describePortfolio,
  DescribeProductAsAdmin: products.describeProductAsAdmin,
  DescribeProvisionedProduct: provisioned.describeProvisionedProduct,
  DescribeProvisioningParameters: launch.describeProvisioningParameters,
  DescribeRecord: records.describeRecord,
  GetProvisionedProductOutputs: provisioned.getProvisionedProductOutputs,
  ListAcceptedPortfolioShares: portfolios.listAcceptedPortfolioShares,
  ListConstraintsForPortfolio: constraints.listConstraintsForPortfolio,
  ListLaunchPaths: launch.listLaunchPaths,
  ListPortfolios: portfolios.listPortfolios,
  ListPortfoliosForProduct: portfolios.listPortfoliosForProduct,
  ListProvisioningArtifacts: products.listProvisioningArtifacts,
  ListRecordHistory: records.listRecordHistory,
  ProvisionProduct: provisioning.provisionProduct,
  ScanProvisionedProducts: provisioned.scanProvisionedProducts,
  SearchProducts: products.searchProducts,
  SearchProductsAsAdmin: products.searchProductsAsAdmin,
  SearchProvisionedProducts: provisioned.searchProvisionedProducts,
  TerminateProvisionedProduct: provisioning.terminateProvisionedProduct,
  UpdateProvisionedProduct: provisioning.updateProvisionedProduct,
};
