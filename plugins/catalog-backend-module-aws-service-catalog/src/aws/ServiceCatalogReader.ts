import {
  paginateListAcceptedPortfolioShares,
  paginateListPortfolios,
  paginateSearchProductsAsAdmin,
  PortfolioShareType,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { createHash } from 'node:crypto';
import { ProviderConfig } from '../config';
import { isWantedPortfolio, isWantedProduct } from '../model/asConfigured';
import { Item, Product, ProvisionedProduct, Scope } from '../model/items';
import { meansNothingHere } from './meansNothingHere';
import { readLaunchRoles } from './readLaunchRoles';
import { readProduct } from './readProduct';
import {
  listProvisionedProducts,
  readProvisionedProducts,
} from './readProvisionedProducts';

type Portfolio = Product['portfolios'][number];

/** What the portfolios tell of a product. */
type Found = Pick<Product, 'portfolios' | 'launchRoles'> & {
  /** another account owns it */
  isShared: boolean;
};

const SHARE_TYPES = [
  PortfolioShareType.IMPORTED,
  PortfolioShareType.AWS_ORGANIZATIONS,
];

const CONNECTION_TIMEOUT_MILLIS = 5_000;
const REQUEST_TIMEOUT_MILLIS = 30_000;

/** What is told of an earlier listing to the reader of the next one. */
export interface ReadOptions {
  /** {@link Listing.digest} of what the snapshot holds; nothing reads all anew */
  lastDigest?: string;
  /**
   * Provisioned products that were read before, by ARN; asked for only when needed.
   * What is read is put there, so that one that is stopped goes on from there.
   */
  known(): Promise<Map<string, ProvisionedProduct>>;
  signal: AbortSignal;
}

/** A complete listing of a scope. */
export interface Listing {
  /** absent when it is what `lastDigest` told of */
  items?: Item[];
  /** of all that was listed; absent while something of it is not final */
  digest?: string;
}

/** Lists what Service Catalog holds; it is all of it, or it throws. */
export interface ServiceCatalogReader {
  read(scope: Scope, options: ReadOptions): Promise<Listing>;
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]) =>
  a < b ? -1 : 1;

/** Reads through the AWS SDK, with the credentials of `aws` in the configuration. */
export class AwsServiceCatalogReader implements ServiceCatalogReader {
  private readonly config: ProviderConfig;
  private readonly credentials: AwsCredentialsManager;
  private readonly clients = new Map<string, ServiceCatalogClient>();

  constructor(options: {
    config: ProviderConfig;
    credentials: AwsCredentialsManager;
  }) {
    this.config = options.config;
    this.credentials = options.credentials;
  }

  async read(scope: Scope, options: ReadOptions): Promise<Listing> {
    const { signal } = options;
    const client = await this.clientOf(scope);
    // One after the other: Service Catalog's rates are low, and per account and region.
    const products = await this.readProducts(client, scope, signal);
    const { excludeTypes, allowedOutputs, limits } = this.config;
    const listed = await listProvisionedProducts(client, {
      pageSize: limits.pageSize,
      allowedOutputs,
      signal,
    });
    const digest = createHash('sha256')
      .update(JSON.stringify([products, listed, excludeTypes]))
      .digest('hex');
    if (digest === options.lastDigest) {
      return { digest };
    }
    const provisioned = await readProvisionedProducts(client, {
      listed,
      known: await options.known(),
      excludeTypes,
      allowedOutputs,
      signal,
    });
    return {
      items: [...products, ...provisioned],
      digest: provisioned.every(({ detailsKey }) => detailsKey)
        ? digest
        : undefined,
    };
  }

  private async clientOf(scope: Scope): Promise<ServiceCatalogClient> {
    const key = `${scope.accountId}/${scope.region}`;
    const existing = this.clients.get(key);
    if (existing) {
      return existing;
    }
    const { sdkCredentialProvider } =
      await this.credentials.getCredentialProvider({
        accountId: scope.accountId,
      });
    const client = new ServiceCatalogClient({
      region: scope.region,
      // As `credentialDefaultProvider` the role would be assumed anew for every request.
      credentials: sdkCredentialProvider,
      customUserAgent: 'backstage-aws-service-catalog',
      retryMode: 'adaptive',
      maxAttempts: this.config.limits.attempts,
      // Without them a lost packet would hold a sync until its own time is over.
      requestHandler: {
        connectionTimeout: CONNECTION_TIMEOUT_MILLIS,
        requestTimeout: REQUEST_TIMEOUT_MILLIS,
        throwOnRequestTimeout: true,
      },
    });
    this.clients.set(key, client);
    return client;
  }

  private async readProducts(
    client: ServiceCatalogClient,
    scope: Scope,
    signal: AbortSignal,
  ): Promise<Product[]> {
    const found = new Map<string, Found>();
    for (const portfolio of await this.listPortfolios(client, signal)) {
      const owners = await this.listProducts(client, {
        portfolio,
        scope,
        signal,
      });
      // Of a portfolio whose products are all read elsewhere nothing is asked.
      const roles = owners.size
        ? await readLaunchRoles(client, { portfolioId: portfolio.id, signal })
        : undefined;
      for (const [id, owner] of owners) {
        const product = found.get(id) ?? {
          portfolios: [],
          launchRoles: [],
          isShared: owner !== scope.accountId,
        };
        const role = roles?.get(id);
        product.portfolios.push(portfolio);
        if (role) {
          product.launchRoles.push(role);
        }
        found.set(id, product);
      }
    }
    const products: Product[] = [];
    for (const [id, edges] of [...found].sort(byKey)) {
      products.push(await readProduct(client, { id, ...edges, signal }));
    }
    return products;
  }

  /** The products of a portfolio that are read in this scope: the owner's account by id. */
  private async listProducts(
    client: ServiceCatalogClient,
    options: { portfolio: Portfolio; scope: Scope; signal: AbortSignal },
  ): Promise<Map<string, string>> {
    const { portfolio, scope, signal } = options;
    const pages = paginateSearchProductsAsAdmin(
      { client, pageSize: 20 },
      { PortfolioId: portfolio.id, SortBy: 'Title', SortOrder: 'ASCENDING' },
      { abortSignal: signal },
    );
    const owners = new Map<string, string>();
    for await (const page of pages) {
      for (const {
        ProductViewSummary,
        ProductARN,
      } of page.ProductViewDetails ?? []) {
        const { ProductId: id, Name } = ProductViewSummary ?? {};
        const owner = ProductARN?.split(':')[4];
        if (
          id &&
          owner &&
          !this.isReadElsewhere(owner, scope) &&
          isWantedProduct({ id, name: Name }, this.config)
        ) {
          owners.set(id, owner);
        }
      }
    }
    return owners;
  }

  /** A shared product is read where it is owned, when that account is configured too. */
  private isReadElsewhere(owner: string, scope: Scope): boolean {
    return (
      owner !== scope.accountId &&
      this.config.accounts.some(account => account.id === owner)
    );
  }

  private async listPortfolios(
    client: ServiceCatalogClient,
    signal: AbortSignal,
  ): Promise<Portfolio[]> {
    const { imported } = this.config.portfolios;
    const paging = { client, pageSize: this.config.limits.pageSize };
    const pages = [
      paginateListPortfolios(paging, {}, { abortSignal: signal }),
      ...(imported ? SHARE_TYPES : []).map(shareType =>
        paginateListAcceptedPortfolioShares(
          paging,
          { PortfolioShareType: shareType },
          { abortSignal: signal },
        ),
      ),
    ];
    const portfolios = new Map<string, Portfolio>();
    for (const listing of pages) {
      try {
        for await (const page of listing) {
          for (const { Id, DisplayName } of page.PortfolioDetails ?? []) {
            if (Id) {
              portfolios.set(Id, { id: Id, name: DisplayName ?? Id });
            }
          }
        }
      } catch (error) {
        if (!meansNothingHere(error)) {
          throw error;
        }
      }
    }
    return [...portfolios.values()].filter(portfolio =>
      isWantedPortfolio(portfolio, this.config),
    );
  }
}
