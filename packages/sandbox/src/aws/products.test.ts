import {
  DescribeConstraintCommand,
  DescribePortfolioCommand,
  DescribeProductAsAdminCommand,
  ListAcceptedPortfolioSharesCommand,
  ListConstraintsForPortfolioCommand,
  ListPortfoliosCommand,
  ListPortfoliosForProductCommand,
  ListProvisioningArtifactsCommand,
  SearchProductsAsAdminCommand,
} from '@aws-sdk/client-service-catalog';
import { company, HUB, PRODUCTION, useAws } from './__testUtils__/useAws';

describe('products and portfolios', () => {
  const aws = useAws();

  it('are the hub’s, and shared with the other accounts', async () => {
    const hub = await aws.catalog(HUB);
    const own = await hub.send(new ListPortfoliosCommand({}));
    expect(own.PortfolioDetails).toHaveLength(company.aws.portfolios.length);
    const production = await aws.catalog(PRODUCTION);
    expect(
      (await production.send(new ListPortfoliosCommand({}))).PortfolioDetails,
    ).toEqual([]);
    const shared = await production.send(
      new ListAcceptedPortfolioSharesCommand({
        PortfolioShareType: 'AWS_ORGANIZATIONS',
      }),
    );
    expect(shared.PortfolioDetails!.map(({ Id }) => Id)).toEqual(
      own.PortfolioDetails!.map(({ Id }) => Id),
    );
    const products = await production.send(
      new SearchProductsAsAdminCommand({
        PortfolioId: shared.PortfolioDetails![0].Id,
      }),
    );
    const [{ ProductViewSummary }] = products.ProductViewDetails!;
    const described = await production.send(
      new DescribeProductAsAdminCommand({ Id: ProductViewSummary!.ProductId }),
    );
    expect(described.ProductViewDetail!.ProductARN).toContain(
      `:${HUB}:product/`,
    );
    const versions = await production.send(
      new ListProvisioningArtifactsCommand({
        ProductId: ProductViewSummary!.ProductId,
      }),
    );
    expect(versions.ProvisioningArtifactDetails!.length).toBeGreaterThan(0);
    const holders = await production.send(
      new ListPortfoliosForProductCommand({
        ProductId: ProductViewSummary!.ProductId!,
      }),
    );
    const [{ Id, DisplayName }] = holders.PortfolioDetails!;
    const portfolio = await production.send(
      new DescribePortfolioCommand({ Id: Id! }),
    );
    expect(portfolio.PortfolioDetail!.DisplayName).toBe(DisplayName);
    const { ConstraintDetails } = await production.send(
      new ListConstraintsForPortfolioCommand({
        PortfolioId: Id!,
        ProductId: ProductViewSummary!.ProductId,
      }),
    );
    const constraint = await production.send(
      new DescribeConstraintCommand({ Id: ConstraintDetails![0].ConstraintId }),
    );
    expect(constraint.ConstraintDetail).toMatchObject({
      Type: 'LAUNCH',
      PortfolioId: Id,
    });
    expect(JSON.parse(constraint.ConstraintParameters!)).toEqual({
      LocalRoleName: 'service-catalog-launch',
    });
  });
});
