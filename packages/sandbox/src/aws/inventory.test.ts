import {
  AccessLevelFilterKey,
  ListRecordHistoryCommand,
  paginateSearchProvisionedProducts,
  ProvisionProductCommand,
  ScanProvisionedProductsCommand,
  SearchProvisionedProductsCommand,
  SearchProvisionedProductsCommandInput,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { ROLES } from '.';
import { choiceOf } from './__testUtils__/seeded';
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
          { ...everything, SortBy: 'id', SortOrder: 'ASCENDING' },
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

  it.each([[{}], [{ SortBy: 'name' }], [{ SortOrder: 'ASCENDING' as const }]])(
    'have no order unless both field and direction are named: %j',
    async order => {
      const client = await aws.catalog(PRODUCTION);
      const names = async (asked: SearchProvisionedProductsCommandInput) =>
        (
          await client.send(
            new SearchProvisionedProductsCommand({ ...everything, ...asked }),
          )
        ).ProvisionedProducts!.map(item => item.Name!);
      expect(await names(order)).not.toEqual(await names(order));
      const ascending = await names({ SortBy: 'name', SortOrder: 'ASCENDING' });
      expect(ascending).toEqual([...ascending].sort());
      expect(await names({ SortBy: 'name', SortOrder: 'DESCENDING' })).toEqual(
        [...ascending].reverse(),
      );
    },
  );

  it('are those of the user, the role or the account, as it is asked for', async () => {
    const launcher = await aws.catalog(PRODUCTION, { role: ROLES.launcher });
    const sameRole = await aws.catalog(PRODUCTION, {
      credentials: await aws.assume(PRODUCTION, {
        role: ROLES.launcher,
        request: { RoleSessionName: 'colleague' },
      }),
    });
    const reader = await aws.catalog(PRODUCTION);
    await launcher.send(
      new ProvisionProductCommand({
        ...choiceOf('DynamoDB table', 'v2.2.0'),
        ProvisionedProductName: 'mine',
        ProvisioningParameters: [{ Key: 'Name', Value: 'mine' }],
        ProvisionToken: 'mine',
      }),
    );
    const seen = async (
      client: ServiceCatalogClient,
      Key: AccessLevelFilterKey,
    ) => {
      const AccessLevelFilter = { Key, Value: 'self' };
      const found = await client.send(
        new SearchProvisionedProductsCommand({
          AccessLevelFilter,
          Filters: { SearchQuery: ['name:mine'] },
        }),
      );
      const history = await client.send(
        new ListRecordHistoryCommand({ AccessLevelFilter }),
      );
      const recorded = history.RecordDetails!.filter(
        record => record.ProvisionedProductName === 'mine',
      );
      expect(recorded).toHaveLength(found.TotalResultsCount!);
      return found.TotalResultsCount;
    };
    expect(await seen(launcher, 'User')).toBe(1);
    expect(await seen(sameRole, 'User')).toBe(0);
    expect(await seen(sameRole, 'Role')).toBe(1);
    expect(await seen(reader, 'Role')).toBe(0);
    expect(await seen(reader, 'Account')).toBe(1);
    expect(
      (await sameRole.send(new ListRecordHistoryCommand({}))).RecordDetails,
    ).toEqual([]);
  });

  it('are found by a query over fields and tags', async () => {
    const client = await aws.catalog(PRODUCTION);
    const found = await client.send(
      new SearchProvisionedProductsCommand({
        ...everything,
        SortBy: 'name',
        SortOrder: 'ASCENDING',
        Filters: { SearchQuery: ['name:ledger-writer*'] },
      }),
    );
    expect(found.ProvisionedProducts!.length).toBeGreaterThan(0);
    expect(found.ProvisionedProducts![0].Name).toMatch(/^ledger-writer/);
  });
});
