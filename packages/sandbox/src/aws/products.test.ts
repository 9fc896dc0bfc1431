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
import { productNamed } from './__testUtils__/seeded';
import {
  company,
  HUB,
  PRODUCTION,
  STAGING,
  useAws,
} from './__testUtils__/useAws';

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

  it('bring their TagOptions along where the share does, and is named', async () => {
    const { id, portfolioIds, tagOptions } = productNamed('DynamoDB table');
    const [Foundations] = productNamed(
      'AWS Control Tower Account Factory',
    ).portfolioIds;
    const describeIn = async (accountId: string, SourcePortfolioId?: string) =>
      (await aws.catalog(accountId)).send(
        new DescribeProductAsAdminCommand({ Id: id, SourcePortfolioId }),
      );
    const keysIn = async (...[accountId, source]: [string, string?]) =>
      (await describeIn(accountId, source)).TagOptions!.length;
    const all = tagOptions.flatMap(({ values }) => values).length;
    expect(await keysIn(HUB)).toBe(all);
    expect(await keysIn(PRODUCTION)).toBe(0);
    expect(await keysIn(PRODUCTION, portfolioIds[0])).toBe(all);
    // Staging's share was made without them.
    expect(await keysIn(STAGING, portfolioIds[0])).toBe(0);
    for (const unknown of ['port-nonsense', Foundations]) {
      await expect(describeIn(PRODUCTION, unknown)).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
      });
    }
  });
});
