import { OperationName } from '../model/operations';
import { Tag } from '../estate/types';

interface Paged {
  PageSize?: number;
  PageToken?: string;
}

/** Whose provisioned products and records are asked for. */
export interface AccessLevel {
  AccessLevelFilter?: { Key?: 'Account' | 'Role' | 'User'; Value?: string };
}

interface Search<SortField extends string = string> {
  Filters?: Record<string, string[]>;
  SortBy?: SortField;
  SortOrder?: 'ASCENDING' | 'DESCENDING';
}

type ProductSearch = Search<'Title' | 'VersionCount' | 'CreationDate'>;

/** A product, its version and the way to it, by id or by name. */
export interface ProductChoice {
  ProductId?: string;
  ProductName?: string;
  ProvisioningArtifactId?: string;
  ProvisioningArtifactName?: string;
  PathId?: string;
  PathName?: string;
}

interface Parameters {
  ProvisioningParameters?: Array<{
    Key?: string;
    Value?: string;
    UsePreviousValue?: boolean;
  }>;
  Tags?: Tag[];
}

interface ProvisionedChoice {
  ProvisionedProductName?: string;
  ProvisionedProductId?: string;
}

/** The inputs of the operations, as they are once the model has checked them. */
export interface Inputs extends Record<OperationName, object> {
  DescribeConstraint: { Id: string };
  DescribePortfolio: { Id: string };
  DescribeProductAsAdmin: {
    Id?: string;
    Name?: string;
    SourcePortfolioId?: string;
  };
  DescribeProvisionedProduct: { Id?: string; Name?: string };
  DescribeProvisioningParameters: ProductChoice;
  DescribeRecord: Paged & { Id: string };
  GetProvisionedProductOutputs: Paged &
    ProvisionedChoice & { OutputKeys?: string[] };
  ListAcceptedPortfolioShares: Paged & {
    PortfolioShareType?:
      'IMPORTED' | 'AWS_SERVICECATALOG' | 'AWS_ORGANIZATIONS';
  };
  ListConstraintsForPortfolio: Paged & {
    PortfolioId: string;
    ProductId?: string;
  };
  ListLaunchPaths: Paged & { ProductId: string };
  ListPortfolios: Paged;
  ListPortfoliosForProduct: Paged & { ProductId: string };
  ListProvisioningArtifacts: { ProductId: string };
  ListRecordHistory: Paged &
    AccessLevel & { SearchFilter?: { Key?: string; Value?: string } };
  ProvisionProduct: ProductChoice &
    Parameters & { ProvisionedProductName: string; ProvisionToken: string };
  ScanProvisionedProducts: Paged & AccessLevel;
  SearchProducts: Paged & ProductSearch;
  SearchProductsAsAdmin: Paged & ProductSearch & { PortfolioId?: string };
  SearchProvisionedProducts: Paged & AccessLevel & Search;
  TerminateProvisionedProduct: ProvisionedChoice & { TerminateToken: string };
  UpdateProvisionedProduct: ProvisionedChoice &
    ProductChoice &
    Parameters & { UpdateToken: string };
}
