import {
  paginateSearchProvisionedProducts,
  ScanProvisionedProductsCommand,
  SearchProvisionedProductsCommand,
} from '@aws-sdk/client-service-catalog';
import {
  company,
  everything,
  PRODUCTION,
  useAws,
} from './__testUtils__/useAws';

describe('the provisioned products', () => {
  const aws = useAws();

  it('are told apart by account and region: credentials and signature', async () => {
    let all = 0;
    for (const accountId of company.aws.accounts.map(account => account.id)) {
      for (const region of company.aws.regions) {
        const client = await aws.catalog(accountId, { region });
        const ids = new Set<string>();
        let total = 0;
        for await (const page of paginateSearchProvisionedProducts(
          { client, pageSize: 100 },
          { ...everything, SortBy: 'id' },
        )) {
          total = page.TotalResultsCount!;
          for (const item of page.ProvisionedProducts!) {
            ids.add(item.Id!);
            expect(item.Arn).toContain(`:${region}:${accountId}:`);
          }
        }
        expect(ids.size).toBe(total);
        all += total;
      }
    }
    expect(all).toBe(company.aws.deployments.length);
    expect(all).toBeGreaterThan(150);
  });

  it('are nowhere in a region that the accounts do not use', async () => {
    const client = await aws.catalog(PRODUCTION, { region: 'sa-east-11' });
    await expect(
      client.send(new SearchProvisionedProductsCommand(everything)),
    ).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });

  it('are only the caller’s own, unless it asks for the account', async () => {
    const client = await aws.catalog(PRODUCTION);
    const mine = await client.send(new SearchProvisionedProductsCommand({}));
    expect(mine.TotalResultsCount).toBe(0);
    const scan = (filter: object) =>
      client.send(new ScanProvisionedProductsCommand(filter));
    expect((await scan({})).ProvisionedProducts).toEqual([]);
    expect((await scan(everything)).ProvisionedProducts).toHaveLength(20);
  });

  it('have no order of their own', async () => {
    const client = await aws.catalog(PRODUCTION);
    const ids = async () =>
      (
        await client.send(
          new SearchProvisionedProductsCommand({
            ...everything,
            PageSize: 100,
          }),
        )
      ).ProvisionedProducts!.map(item => item.Id);
    const [first, second] = [await ids(), await ids()];
    expect(first).not.toEqual(second);
  });

  it('are found by a query over fields and tags', async () => {
    const client = await aws.catalog(PRODUCTION);
    const found = await client.send(
      new SearchProvisionedProductsCommand({
        ...everything,
        SortBy: 'name',
        Filters: { SearchQuery: ['name:ledger-writer*'] },
      }),
    );
    expect(found.ProvisionedProducts!.length).toBeGreaterThan(0);
    expect(found.ProvisionedProducts![0].Name).toMatch(/^ledger-writer/);
  });
});
