import { Caller } from '../protocol/identities';
import { RoleDirectory } from '../protocol/sts';
import {
  Portfolio,
  Product,
  ProvisionedProduct,
  ProvisioningRecord,
} from './types';

/** Where a request acts. */
export interface Scope {
  accountId: string;
  region: string;
}

/** The roles that every account of the company has, and what they may do. */
export const ROLES = {
  /** reads, and cannot change anything */
  reader: 'rocket-inventory-reader',
  /** launches, updates and terminates */
  launcher: 'rocket-launcher',
} as const;

/** Everything that Service Catalog holds in all accounts and regions. */
export class Estate implements RoleDirectory {
  readonly accountIds: readonly string[];
  readonly regions: readonly string[];
  /** by account id, where the roles ask for one */
  readonly externalIds: ReadonlyMap<string, string>;
  readonly portfolios: Portfolio[];
  readonly products: Product[];
  readonly provisionedProducts: ProvisionedProduct[];
  /** by id */
  readonly records: Map<string, ProvisioningRecord>;

  constructor(content: {
    accountIds: readonly string[];
    regions: readonly string[];
    externalIds: ReadonlyMap<string, string>;
    portfolios: Portfolio[];
    products: Product[];
    provisionedProducts: ProvisionedProduct[];
    records: Map<string, ProvisioningRecord>;
  }) {
    this.accountIds = content.accountIds;
    this.regions = content.regions;
    this.externalIds = content.externalIds;
    this.portfolios = content.portfolios;
    this.products = content.products;
    this.provisionedProducts = content.provisionedProducts;
    this.records = content.records;
  }

  /** The roles trust the hub's user, and no role. */
  trusts(
    caller: Caller,
    request: { accountId: string; role: string; externalId?: string },
  ): boolean {
    const { accountId, role, externalId } = request;
    const wanted = this.externalIds.get(accountId);
    return (
      caller.role === undefined &&
      this.accountIds.includes(accountId) &&
      Object.values<string>(ROLES).includes(role) &&
      (wanted === undefined || wanted === externalId)
    );
  }

  /** Portfolios that an account owns in a region. */
  ownPortfolios(scope: Scope): Portfolio[] {
    return this.portfolios.filter(isIn(scope));
  }

  /** Portfolios that others shared with an account and that it accepted. */
  acceptedPortfolios(
    scope: Scope,
    type?: 'IMPORTED' | 'AWS_ORGANIZATIONS',
  ): Portfolio[] {
    return this.portfolios.filter(
      portfolio =>
        portfolio.region === scope.region &&
        portfolio.shares.some(
          share =>
            share.accountId === scope.accountId &&
            (type === undefined || share.type === type),
        ),
    );
  }

  /** All portfolios that an account sees in a region. */
  visiblePortfolios(scope: Scope): Portfolio[] {
    return [...this.ownPortfolios(scope), ...this.acceptedPortfolios(scope)];
  }

  /** All products that an account sees in a region, through any portfolio. */
  visibleProducts(scope: Scope): Product[] {
    const portfolioIds = new Set(
      this.visiblePortfolios(scope).map(portfolio => portfolio.id),
    );
    return this.products.filter(
      product =>
        product.region === scope.region &&
        (product.accountId === scope.accountId ||
          product.portfolioIds.some(id => portfolioIds.has(id))),
    );
  }

  /** The TagOptions of a product in an account: those of its own, and what a share brings along. */
  tagOptionsOf(
    product: Product,
    { accountId, portfolio }: { accountId: string; portfolio?: Portfolio },
  ): Product['tagOptions'] {
    const isSeen =
      product.accountId === accountId ||
      portfolio?.shares.some(
        share => share.accountId === accountId && share.sharesTagOptions,
      );
    return isSeen ? product.tagOptions : [];
  }

  /** What was provisioned in an account and region. */
  provisionedIn(scope: Scope): ProvisionedProduct[] {
    return this.provisionedProducts.filter(isIn(scope));
  }

  /** The product that something was made from, also when it is no longer visible. */
  productOf(provisioned: ProvisionedProduct): Product | undefined {
    return this.products.find(product => product.id === provisioned.productId);
  }
}

function isIn(scope: Scope) {
  return (item: Scope) =>
    item.accountId === scope.accountId && item.region === scope.region;
}
