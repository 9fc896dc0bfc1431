import {
  ListAcceptedPortfolioSharesCommand,
  ListPortfoliosCommand,
  paginateSearchProvisionedProducts,
  ScanProvisionedProductsCommand,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { ROLES } from '.';
import { everything, HUB, PRODUCTION, useAws } from './__testUtils__/useAws';

describe('faults on demand', () => {
  const aws = useAws();

  async function listed(client: ServiceCatalogClient) {
    const ids: string[] = [];
    let total = 0;
    for await (const page of paginateSearchProvisionedProducts(
      { client, pageSize: 10 },
      { ...everything, SortBy: 'id', SortOrder: 'ASCENDING' },
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

  it('is limited to a region and a role', async () => {
    const ask = async (role: string, region: string) =>
      (await aws.catalog(PRODUCTION, { role, region })).send(
        new ListPortfoliosCommand({}),
      );
    await aws.setFaults({
      kind: 'deny',
      region: 'us-east-1',
      role: ROLES.launcher,
    });
    await ask(ROLES.reader, 'us-east-1');
    await ask(ROLES.launcher, 'sa-east-1');
    await expect(ask(ROLES.launcher, 'us-east-1')).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        `User: arn:aws:sts::${PRODUCTION}:assumed-role/${ROLES.launcher}/test is not authorized to perform: servicecatalog:ListPortfolios`,
      ),
    });
  });

  it('refuses with the errors that are named', async () => {
    const client = await aws.catalog(PRODUCTION);
    for (const code of [
      'OperationNotSupportedException',
      'ExpiredTokenException',
    ] as const) {
      await aws.setFaults({ kind: 'error', code, times: 1 });
      await expect(
        client.send(new ListAcceptedPortfolioSharesCommand({})),
      ).rejects.toMatchObject({ name: code });
    }
  });

  it('concerns STS where its operation is named', async () => {
    const assume = () => aws.assume(PRODUCTION);
    await aws.setFaults({ kind: 'break' });
    await assume();
    for (const [kind, name] of [
      ['throttle', 'Throttling'],
      ['deny', 'AccessDenied'],
      ['break', 'InternalFailure'],
    ] as const) {
      await aws.setFaults({
        kind,
        operation: 'AssumeRole',
        accountId: PRODUCTION,
        times: 1,
      });
      await aws.assume(HUB);
      await expect(assume()).rejects.toMatchObject({ name });
    }
    await aws.setFaults({ kind: 'hang', operation: 'GetCallerIdentity' });
    await expect(
      aws.sts().send(new GetCallerIdentityCommand({}), {
        abortSignal: AbortSignal.timeout(200),
      }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each([
    [{ kind: 'explode' }, 'throttle'],
    [
      { kind: 'deny', operation: 'SearchProvisionedProduct' },
      'SearchProvisionedProducts',
    ],
    [{ kind: 'deny', role: 'reader' }, ROLES.reader],
    [{ kind: 'deny', accountId: '1' }, PRODUCTION],
    [{ kind: 'deny', region: 'sa-east-11' }, 'sa-east-1'],
    [{ kind: 'error', code: 'Oops' }, 'ExpiredTokenException'],
  ])('refuses the fault %j, and names what there is', async (fault, known) => {
    const answer = await fetch(`${aws.url}/__control/faults`, {
      method: 'POST',
      body: JSON.stringify(fault),
    });
    expect(answer.status).toBe(400);
    expect((await answer.json()).error).toContain(known);
  });
});
