import {
  paginateSearchProvisionedProducts,
  ServiceCatalogClient,
  ServiceCatalogClientConfig,
  DescribeConstraintCommand,
  DescribePortfolioCommand,
  DescribeProductAsAdminCommand,
  DescribeProvisionedProductCommand,
  DescribeProvisioningParametersCommand,
  DescribeRecordCommand,
  GetProvisionedProductOutputsCommand,
  ListAcceptedPortfolioSharesCommand,
  ListLaunchPathsCommand,
  ListPortfoliosCommand,
  ListConstraintsForPortfolioCommand,
  ListPortfoliosForProductCommand,
  ListProvisioningArtifactsCommand,
  ListRecordHistoryCommand,
  ListServiceActionsCommand,
  ProvisionProductCommand,
  ScanProvisionedProductsCommand,
  SearchProductsAsAdminCommand,
  SearchProductsCommand,
  SearchProvisionedProductsCommand,
  TerminateProvisionedProductCommand,
  UpdateProvisionedProductCommand,
} from '@aws-sdk/client-service-catalog';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { createCompany } from '../company';
import { RunningServer } from '../listen';
import { Fault } from './faults';
import { OperationName, SERVED_OPERATIONS } from './model/operations';
import { serviceCatalogModel } from './model/serviceCatalogModel';
import { findViolations } from './model/violations';
import { ROLES, SANDBOX_USER, startAws } from '.';

const HUB = '111122223333';
const PRODUCTION = '222233334444';
const REGION = 'sa-east-1';

const company = createCompany({ seed: 'cordillera' });
let aws: RunningServer;
let now = Date.now();

beforeAll(async () => {
  aws = await startAws({ company, clock: () => now });
});
afterAll(() => aws.stop());
afterEach(() => fetch(`${aws.url}/__control/faults`, { method: 'DELETE' }));

const setFaults = (...faults: Fault[]) =>
  fetch(`${aws.url}/__control/faults`, {
    method: 'POST',
    body: JSON.stringify(faults),
  });

function sts() {
  return new STSClient({
    endpoint: aws.url,
    region: 'us-east-1',
    credentials: SANDBOX_USER,
    maxAttempts: 1,
  });
}

/** Answers of the stand-in exactly as they were on the wire. */
const answers: Array<{ operation: OperationName; body: unknown }> = [];

async function catalog(
  accountId: string,
  options: { role?: string } & ServiceCatalogClientConfig = {},
) {
  const { role = ROLES.reader, ...overrides } = options;
  const { Credentials } = await sts().send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accountId}:role/${role}`,
      RoleSessionName: 'test',
    }),
  );
  const client = new ServiceCatalogClient({
    endpoint: aws.url,
    region: REGION,
    maxAttempts: 1,
    credentials: {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken!,
    },
    ...overrides,
  });
  client.middlewareStack.add(
    (next, context) => async args => {
      const result = await next(args);
      const operation = String(context.commandName).replace(/Command$/, '');
      const response = result.response as {
        statusCode: number;
        body: AsyncIterable<Buffer>;
      };
      const chunks: Buffer[] = [];
      for await (const chunk of response.body) {
        chunks.push(Buffer.from(chunk));
      }
      const bytes = Buffer.concat(chunks);
      if (response.statusCode === 200) {
        answers.push({
          operation: operation as OperationName,
          body: JSON.parse(bytes.toString('utf8')),
        });
      }
      (result.response as { body: unknown }).body = new Uint8Array(bytes);
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
  return client;
}

const everything = {
  AccessLevelFilter: { Key: 'Account', Value: 'self' },
} as const;

describe('STS', () => {
  it('knows its callers and lets them into the roles of all accounts', async () => {
    const identity = await sts().send(new GetCallerIdentityCommand({}));
    expect(identity.Account).toBe(HUB);
    await expect(
      sts().send(
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${PRODUCTION}:role/administrator`,
          RoleSessionName: 'test',
        }),
      ),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(
      sts().send(
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${PRODUCTION}:role/${ROLES.reader}`,
          RoleSessionName: 'x',
        }),
      ),
    ).rejects.toMatchObject({ name: 'ValidationError' });
  });

  it('refuses a wrong secret, an unknown key and a missing session token', async () => {
    const asking = (credentials: {
      accessKeyId: string;
      secretAccessKey: string;
    }) =>
      new STSClient({
        endpoint: aws.url,
        region: 'us-east-1',
        credentials,
        maxAttempts: 1,
      }).send(new GetCallerIdentityCommand({}));
    await expect(
      asking({ ...SANDBOX_USER, secretAccessKey: 'guessed' }),
    ).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    await expect(
      asking({ ...SANDBOX_USER, accessKeyId: 'AKIAUNKNOWN000000000' }),
    ).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });
});

describe('the inventory of Service Catalog', () => {
  it('tells accounts by their credentials and regions by the signature', async () => {
    const byScope = new Map<string, number>();
    for (const accountId of company.aws.accounts.map(account => account.id)) {
      for (const region of company.aws.regions) {
        const client = await catalog(accountId, { region });
        const ids = new Set<string>();
        const pages = paginateSearchProvisionedProducts(
          { client, pageSize: 100 },
          { ...everything, SortBy: 'id' },
        );
        let total = 0;
        for await (const page of pages) {
          total = page.TotalResultsCount!;
          for (const item of page.ProvisionedProducts!) {
            ids.add(item.Id!);
            expect(item.Arn).toContain(`:${region}:${accountId}:`);
          }
        }
        expect(ids.size).toBe(total);
        byScope.set(`${accountId} ${region}`, total);
      }
    }
    const all = [...byScope.values()].reduce((sum, count) => sum + count, 0);
    expect(all).toBe(company.aws.deployments.length);
    expect(all).toBeGreaterThan(150);
  });

  it('shows a caller its own only, unless it asks for the account', async () => {
    const client = await catalog(PRODUCTION);
    const mine = await client.send(new SearchProvisionedProductsCommand({}));
    expect(mine.TotalResultsCount).toBe(0);
    const scan = (filter: object) =>
      client.send(new ScanProvisionedProductsCommand(filter));
    expect((await scan({})).ProvisionedProducts).toEqual([]);
    expect((await scan(everything)).ProvisionedProducts).toHaveLength(20);
  });

  it('has no order of its own', async () => {
    const client = await catalog(PRODUCTION);
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

  it('finds by a query over fields and tags', async () => {
    const client = await catalog(PRODUCTION);
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

  it('shares the hub’s portfolios and products with the other accounts', async () => {
    const hub = await catalog(HUB);
    const own = await hub.send(new ListPortfoliosCommand({}));
    expect(own.PortfolioDetails).toHaveLength(company.aws.portfolios.length);
    const production = await catalog(PRODUCTION);
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

describe('what AWS refuses', () => {
  it('refuses page sizes, patterns, unknown operations, tokens and sort fields', async () => {
    const client = await catalog(PRODUCTION);
    const refusals: Array<[Promise<unknown>, string]> = [
      [
        client.send(new SearchProvisionedProductsCommand({ PageSize: 101 })),
        'ValidationException',
      ],
      [
        client.send(new ScanProvisionedProductsCommand({ PageSize: 21 })),
        'ValidationException',
      ],
      [
        client.send(new DescribeRecordCommand({ Id: 'not an id' })),
        'ValidationException',
      ],
      [
        client.send(new ListServiceActionsCommand({})),
        'UnknownOperationException',
      ],
      [
        client.send(
          new SearchProvisionedProductsCommand({ PageToken: 'MTAw' }),
        ),
        'InvalidParametersException',
      ],
      [
        client.send(new SearchProvisionedProductsCommand({ SortBy: 'colour' })),
        'InvalidParametersException',
      ],
      [
        client.send(new DescribeRecordCommand({ Id: 'rec-unknown' })),
        'ResourceNotFoundException',
      ],
      [
        client.send(
          new ProvisionProductCommand({
            ProvisionedProductName: 'x',
            ProvisionToken: 'x',
          }),
        ),
        'AccessDeniedException',
      ],
    ];
    for (const [answer, name] of refusals) {
      await expect(answer).rejects.toMatchObject({ name });
    }
  });

  it('refuses a page token of another listing', async () => {
    const client = await catalog(PRODUCTION);
    const first = await client.send(
      new SearchProvisionedProductsCommand({
        ...everything,
        SortBy: 'id',
        PageSize: 5,
      }),
    );
    await expect(
      client.send(
        new SearchProvisionedProductsCommand({
          ...everything,
          SortBy: 'name',
          PageToken: first.NextPageToken,
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidParametersException' });
  });
});

describe('provisioning', () => {
  it('launches, takes its time, fails when told to, and terminates', async () => {
    const client = await catalog(PRODUCTION, { role: ROLES.launcher });
    const products = await client.send(new SearchProductsCommand({}));
    const product = products.ProductViewSummaries!.find(
      ({ Name }) => Name === 'DynamoDB table',
    )!;
    const { ProvisioningArtifactDetails } = await client.send(
      new ListProvisioningArtifactsCommand({ ProductId: product.ProductId }),
    );
    const version = ProvisioningArtifactDetails!.find(({ Active }) => Active)!;
    const paths = await client.send(
      new ListLaunchPathsCommand({ ProductId: product.ProductId }),
    );
    const choice = {
      ProductId: product.ProductId,
      ProvisioningArtifactId: version.Id,
      PathId: paths.LaunchPathSummaries![0].Id,
    };
    const parameters = await client.send(
      new DescribeProvisioningParametersCommand(choice),
    );
    expect(
      parameters.ProvisioningArtifactParameters!.map(
        ({ ParameterKey }) => ParameterKey,
      ),
    ).toContain('Name');
    const launch = {
      ...choice,
      ProvisionedProductName: 'refunds-table',
      ProvisioningParameters: [{ Key: 'Name', Value: 'refunds' }],
      ProvisionToken: 'task-1',
    };
    await expect(
      client.send(
        new ProvisionProductCommand({ ...launch, ProvisioningParameters: [] }),
      ),
    ).rejects.toMatchObject({ message: expect.stringContaining('[Name]') });

    const started = await client.send(new ProvisionProductCommand(launch));
    const again = await client.send(new ProvisionProductCommand(launch));
    expect(again.RecordDetail!.RecordId).toBe(started.RecordDetail!.RecordId);
    expect(started.RecordDetail!.Status).toBe('CREATED');
    await expect(
      client.send(
        new ProvisionProductCommand({ ...launch, ProvisionToken: 'task-2' }),
      ),
    ).rejects.toMatchObject({ name: 'DuplicateResourceException' });

    const record = () =>
      client.send(
        new DescribeRecordCommand({ Id: started.RecordDetail!.RecordId! }),
      );
    now += 5_000;
    expect((await record()).RecordDetail!.Status).toBe('IN_PROGRESS');
    now += 60_000;
    const ended = await record();
    expect(ended.RecordDetail!.Status).toBe('SUCCEEDED');
    expect(ended.RecordOutputs!.map(({ OutputKey }) => OutputKey)).toContain(
      'ResourceArn',
    );
    const outputs = await client.send(
      new GetProvisionedProductOutputsCommand({
        ProvisionedProductName: 'refunds-table',
        OutputKeys: ['ResourceArn'],
      }),
    );
    expect(outputs.Outputs).toHaveLength(1);

    const updated = await client.send(
      new UpdateProvisionedProductCommand({
        ProvisionedProductName: 'refunds-table',
        Tags: [{ Key: 'team', Value: 'payments' }],
        UpdateToken: 'change-1',
      }),
    );
    expect(updated.RecordDetail!.RecordType).toBe('UPDATE_PROVISIONED_PRODUCT');
    await expect(
      client.send(
        new TerminateProvisionedProductCommand({
          ProvisionedProductName: 'refunds-table',
          TerminateToken: 'too-early',
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidParametersException' });
    now += 60_000;

    await setFaults({ kind: 'fail-record', times: 1 });
    const failing = await client.send(
      new TerminateProvisionedProductCommand({
        ProvisionedProductName: 'refunds-table',
        TerminateToken: 'end-1',
      }),
    );
    now += 60_000;
    const failed = await client.send(
      new DescribeRecordCommand({ Id: failing.RecordDetail!.RecordId! }),
    );
    expect(failed.RecordDetail).toMatchObject({
      Status: 'FAILED',
      RecordErrors: [expect.objectContaining({ Code: 'InternalFailure' })],
    });
    const tainted = await client.send(
      new DescribeProvisionedProductCommand({ Name: 'refunds-table' }),
    );
    expect(tainted.ProvisionedProductDetail!.Status).toBe('TAINTED');
    await client.send(
      new TerminateProvisionedProductCommand({
        ProvisionedProductName: 'refunds-table',
        TerminateToken: 'end-2',
      }),
    );
    now += 60_000;
    await expect(
      client.send(
        new DescribeProvisionedProductCommand({ Name: 'refunds-table' }),
      ),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const history = await client.send(new ListRecordHistoryCommand({}));
    expect(history.RecordDetails!.length).toBeGreaterThan(2);
  });
});

describe('faults on demand', () => {
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
    const client = await catalog(PRODUCTION);
    const ask = () => client.send(new ListPortfoliosCommand({}));
    await setFaults(
      { kind: 'throttle', times: 1, accountId: PRODUCTION },
      { kind: 'deny', operation: 'ScanProvisionedProducts' },
    );
    await expect(ask()).rejects.toMatchObject({ name: 'ThrottlingException' });
    await ask();
    await expect(
      client.send(new ScanProvisionedProductsCommand({})),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const hub = await catalog(HUB, { region: 'us-east-1' });
    await setFaults({ kind: 'break', times: 1, accountId: HUB });
    await expect(hub.send(new ListPortfoliosCommand({}))).rejects.toMatchObject(
      { name: 'InternalFailure' },
    );
  });

  it('lists half, twice, or consistently less', async () => {
    const client = await catalog(PRODUCTION);
    const { total } = await listed(client);
    await setFaults({ kind: 'lose-page', times: 1 });
    expect(await listed(client)).toMatchObject({ distinct: total - 10, total });
    await setFaults({ kind: 'truncate', times: 1 });
    expect(await listed(client)).toMatchObject({ distinct: 10, total });
    await setFaults({ kind: 'duplicate', times: 1 });
    expect(await listed(client)).toMatchObject({
      distinct: total - 10,
      listed: total,
    });
    await setFaults({ kind: 'vanish', ratio: 0.4 });
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

describe('the shape of every answer', () => {
  it("is what AWS's model says, but for the undocumented status CREATED", () => {
    const violations = answers.flatMap(({ operation, body }) =>
      findViolations(
        serviceCatalogModel,
        serviceCatalogModel.operations[operation].output,
        body,
        { strict: true },
      ).map(({ path, value, constraint }) => ({
        operation,
        path,
        value,
        constraint,
      })),
    );
    expect(
      violations.filter(
        ({ path, value }) => !(path.endsWith('status') && value === 'CREATED'),
      ),
    ).toEqual([]);
    const asked = new Set(answers.map(({ operation }) => operation));
    const neverAsked = SERVED_OPERATIONS.filter(name => !asked.has(name));
    expect(neverAsked).toEqual([]);
  });
});
