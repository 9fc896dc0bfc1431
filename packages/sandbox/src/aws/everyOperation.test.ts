import {
  DescribeConstraintCommand,
  DescribePortfolioCommand,
  DescribeProductAsAdminCommand,
  DescribeProvisionedProductCommand,
  DescribeProvisioningParametersCommand,
  DescribeRecordCommand,
  GetProvisionedProductOutputsCommand,
  ListAcceptedPortfolioSharesCommand,
  ListConstraintsForPortfolioCommand,
  ListLaunchPathsCommand,
  ListPortfoliosCommand,
  ListPortfoliosForProductCommand,
  ListProvisioningArtifactsCommand,
  ListRecordHistoryCommand,
  ProvisionProductCommand,
  ScanProvisionedProductsCommand,
  SearchProductsCommand,
  SearchProductsAsAdminCommand,
  SearchProvisionedProductsCommand,
  TerminateProvisionedProductCommand,
  UpdateProvisionedProductCommand,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { ROLES } from '.';
import { choiceOf, productNamed, provisionedIn } from './__testUtils__/seeded';
import { everything, PRODUCTION, useAws } from './__testUtils__/useAws';
import { awsId } from './estate/identifiers';
import { OperationName } from './model/operations';

describe('every operation', () => {
  const aws = useAws();
  let client: ServiceCatalogClient;
  beforeAll(async () => {
    client = await aws.catalog(PRODUCTION, { role: ROLES.launcher });
  });

  const table = choiceOf('DynamoDB table', 'v2.2.0');
  const { ProductId } = table;
  const [PortfolioId] = productNamed('DynamoDB table').portfolioIds;
  const [running] = provisionedIn(PRODUCTION);
  const target = { ProvisionedProductName: 'every-operation' };

  const ask: Record<OperationName, () => Promise<object>> = {
    SearchProducts: () => client.send(new SearchProductsCommand({})),
    SearchProductsAsAdmin: () =>
      client.send(new SearchProductsAsAdminCommand({ PortfolioId })),
    DescribeProductAsAdmin: () =>
      client.send(new DescribeProductAsAdminCommand({ Id: ProductId })),
    ListProvisioningArtifacts: () =>
      client.send(new ListProvisioningArtifactsCommand({ ProductId })),
    ListPortfolios: () => client.send(new ListPortfoliosCommand({})),
    ListAcceptedPortfolioShares: () =>
      client.send(
        new ListAcceptedPortfolioSharesCommand({
          PortfolioShareType: 'AWS_ORGANIZATIONS',
        }),
      ),
    ListPortfoliosForProduct: () =>
      client.send(new ListPortfoliosForProductCommand({ ProductId })),
    DescribePortfolio: () =>
      client.send(new DescribePortfolioCommand({ Id: PortfolioId })),
    ListConstraintsForPortfolio: () =>
      client.send(new ListConstraintsForPortfolioCommand({ PortfolioId })),
    DescribeConstraint: () =>
      client.send(
        new DescribeConstraintCommand({
          Id: awsId('cons', PortfolioId, ProductId),
        }),
      ),
    ListLaunchPaths: () =>
      client.send(new ListLaunchPathsCommand({ ProductId })),
    DescribeProvisioningParameters: () =>
      client.send(new DescribeProvisioningParametersCommand(table)),
    SearchProvisionedProducts: () =>
      client.send(new SearchProvisionedProductsCommand(everything)),
    ScanProvisionedProducts: () =>
      client.send(new ScanProvisionedProductsCommand(everything)),
    DescribeProvisionedProduct: () =>
      client.send(new DescribeProvisionedProductCommand({ Id: running.id })),
    GetProvisionedProductOutputs: () =>
      client.send(
        new GetProvisionedProductOutputsCommand({
          ProvisionedProductId: running.id,
        }),
      ),
    ProvisionProduct: () =>
      client.send(
        new ProvisionProductCommand({
          ...table,
          ...target,
          ProvisioningParameters: [{ Key: 'Name', Value: 'every' }],
          ProvisionToken: 'launch',
        }),
      ),
    ListRecordHistory: () =>
      client.send(new ListRecordHistoryCommand(everything)),
    DescribeRecord: () =>
      client.send(new DescribeRecordCommand({ Id: running.lastRecordId })),
    UpdateProvisionedProduct: () =>
      client.send(
        new UpdateProvisionedProductCommand({
          ...target,
          UpdateToken: 'update',
        }),
      ),
    TerminateProvisionedProduct: () =>
      client.send(
        new TerminateProvisionedProductCommand({
          ...target,
          TerminateToken: 'terminate',
        }),
      ),
  };

  it.each(Object.entries(ask))(
    '%s answers as AWS’s model has it',
    async (_, send) => {
      // The client holds the answer against the model.
      expect(await send()).toMatchObject({
        $metadata: { httpStatusCode: 200 },
      });
      aws.pass(60);
    },
  );
});
