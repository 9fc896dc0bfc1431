import {
  ListPortfoliosCommand,
  paginateSearchProvisionedProducts,
  ScanProvisionedProductsCommand,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { everything, HUB, PRODUCTION, useAws } from './__testUtils__/useAws';

describe('faults on demand', () => {
  const aws = useAws();

  async function listed(client: ServiceCatalogClient) {
    const ids: string[] = [];
    let total = 0;
    for await (const page of paginateSearchProvisionedProducts(
      { client, pageSize: 10 },
      { ...everything, SortBy: 'id' },
    )) {
      total = page.TotalResultsCount!;
      ids.push(...page.ProvisionedProducts!.map(item => item.Id!));
    }
    return { distinct: new Set(ids).size, listed: ids.length, total };
  }

  it('throttles, denies and breaks where it is told to', async () => {
    const client = await aws.catalog(PRODUCTION);
    const ask = () => client.send(new ListPortfoliosCommand({}));
    await aws.setFaults(
      { kind: 'throttle', times: 1, accountId: PRODUCTION },
      { kind: 'deny', operation: 'ScanProvisionedProducts' },
    );
    await expect(ask()).rejects.toMatchObject({ name: 'ThrottlingException' });
    await ask();
    await expect(
      client.send(new ScanProvisionedProductsCommand({})),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const hub = await aws.catalog(HUB, { region: 'us-east-1' });
    await aws.setFaults({ kind: 'break', times: 1, accountId: HUB });
    await expect(hub.send(new ListPortfoliosCommand({}))).rejects.toMatchObject(
      { name: 'InternalFailure' },
    );
  });

  it('lists half, twice, or consistently less', async () => {
    const client = await aws.catalog(PRODUCTION);
    const { total } = await listed(client);
    await aws.setFaults({ kind: 'lose-page', times: 1 });
    expect(await listed(client)).toMatchObject({ distinct: total - 10, total });
    await aws.setFaults({ kind: 'truncate', times: 1 });
    expect(await listed(client)).toMatchObject({ distinct: 10, total });
    await aws.setFaults({ kind: 'duplicate', times: 1 });
    expect(await listed(client)).toMatchObject({
      distinct: total - 10,
      listed: total,
    });
    await aws.setFaults({ kind: 'vanish', ratio: 0.4 });
    const less = await listed(client);
    expect(less.distinct).toBe(less.total);
    expect(less.total).toBe(total - Math.ceil(total * 0.4));
  });

  it('refuses a fault that it does not know', async () => {
    const answer = await fetch(`${aws.url}/__control/faults`, {
      method: 'POST',
      body: JSON.stringify({ kind: 'explode' }),
    });
    expect(answer.status).toBe(400);
  });
});
