import {
  DescribeConstraintCommand,
  DescribePortfolioCommand,
  DescribeProductAsAdminCommand,
  DescribeProvisioningParametersCommand,
  ListAcceptedPortfolioSharesCommand,
  ListConstraintsForPortfolioCommand,
  ListLaunchPathsCommand,
  ListPortfoliosCommand,
  ListPortfoliosForProductCommand,
  ListProvisioningArtifactsCommand,
  PortfolioShareType,
  SearchProductsAsAdminCommand,
  SearchProductsCommand,
} from '@aws-sdk/client-service-catalog';
import { ROLES } from '.';
import { choiceOf, productNamed } from './__testUtils__/seeded';
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

  it('come to staging by import, and to production through the organisation', async () => {
    const count = async (accountId: string, type?: PortfolioShareType) => {
      const client = await aws.catalog(accountId);
      const shares = await client.send(
        new ListAcceptedPortfolioSharesCommand({ PortfolioShareType: type }),
      );
      return shares.PortfolioDetails!.length;
    };
    expect(await count(STAGING)).toBe(3);
    expect(await count(STAGING, 'IMPORTED')).toBe(3);
    expect(await count(STAGING, 'AWS_ORGANIZATIONS')).toBe(0);
    expect(await count(PRODUCTION, 'AWS_ORGANIZATIONS')).toBe(3);
    expect(await count(PRODUCTION)).toBe(0);
  });

  it('can have a status that no document lists', async () => {
    const client = await aws.catalog(HUB);
    const statusOf = async (name: string) =>
      (
        await client.send(
          new DescribeProductAsAdminCommand({ Id: productNamed(name).id }),
        )
      ).ProductViewDetail!.Status;
    expect(await statusOf('DynamoDB table')).toBe('CREATED');
    expect(await statusOf('Java service on ECS')).toBe('AVAILABLE');
  });

  it('are launched by whom a portfolio lets in, and seen by nobody else', async () => {
    const names = async (role: string) => {
      const client = await aws.catalog(PRODUCTION, { role });
      const found = await client.send(new SearchProductsCommand({}));
      return found.ProductViewSummaries!.map(({ Name }) => Name);
    };
    expect(await names(ROLES.reader)).toEqual([]);
    const launched = await names(ROLES.launcher);
    expect(launched).toContain('DynamoDB table');
    expect(launched).not.toContain('AWS Control Tower Account Factory');
    const reader = await aws.catalog(PRODUCTION);
    const table = choiceOf('DynamoDB table', 'v2.2.0');
    for (const refused of [
      reader.send(new ListLaunchPathsCommand({ ProductId: table.ProductId })),
      reader.send(new DescribeProvisioningParametersCommand(table)),
    ]) {
      await expect(refused).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        message: `No launch paths found for resource: ${table.ProductId}`,
      });
    }
  });

  it.each([
    [{}],
    [{ SortBy: 'Title' as const }],
    [{ SortOrder: 'ASCENDING' as const }],
  ])(
    'have no order unless both field and direction are named: %j',
    async order => {
      const client = await aws.catalog(PRODUCTION, { role: ROLES.launcher });
      const [PortfolioId] = productNamed('Java service on ECS').portfolioIds;
      const asked: Array<(input: object) => Promise<string[]>> = [
        async input => {
          const found = await client.send(new SearchProductsCommand(input));
          return found.ProductViewSummaries!.map(({ Name }) => Name!);
        },
        async input => {
          const found = await client.send(
            new SearchProductsAsAdminCommand({ PortfolioId, ...input }),
          );
          return found.ProductViewDetails!.map(
            ({ ProductViewSummary }) => ProductViewSummary!.Name!,
          );
        },
      ];
      for (const names of asked) {
        const orders = new Set<string>();
        for (let round = 0; round < 20; round++) {
          orders.add(String(await names(order)));
        }
        expect(orders.size).toBeGreaterThan(1);
        const sorted = await names({ SortBy: 'Title', SortOrder: 'ASCENDING' });
        expect(sorted).toEqual([...sorted].sort());
      }
    },
  );

  it('need a path where there are several', async () => {
    const client = await aws.catalog(PRODUCTION, { role: ROLES.launcher });
    const aurora = choiceOf('Aurora PostgreSQL', 'v6.0.0');
    const ask = (path: { PathId?: string; PathName?: string }) =>
      client.send(
        new DescribeProvisioningParametersCommand({ ...aurora, ...path }),
      );
    const { LaunchPathSummaries } = await client.send(
      new ListLaunchPathsCommand({ ProductId: aurora.ProductId }),
    );
    const [{ Id, Name }] = LaunchPathSummaries!;
    expect(LaunchPathSummaries).toHaveLength(2);
    await ask({ PathId: Id });
    await ask({ PathName: Name });
    for (const wrong of [{}, { PathId: Id, PathName: Name }]) {
      await expect(ask(wrong)).rejects.toMatchObject({
        name: 'InvalidParametersException',
      });
    }
    await expect(ask({ PathName: 'Foundations' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
