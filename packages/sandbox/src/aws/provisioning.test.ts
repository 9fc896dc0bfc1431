import {
  DescribeProvisionedProductCommand,
  DescribeProvisioningParametersCommand,
  DescribeRecordCommand,
  GetProvisionedProductOutputsCommand,
  ProvisionProductCommand,
  ProvisionProductCommandInput,
  SearchProvisionedProductsCommand,
  ServiceCatalogClient,
  TerminateProvisionedProductCommand,
  UpdateProvisionedProductCommand,
  UpdateProvisionedProductCommandInput,
} from '@aws-sdk/client-service-catalog';
import { randomUUID } from 'node:crypto';
import { ROLES } from '.';
import { choiceOf } from './__testUtils__/seeded';
import { PRODUCTION, useAws } from './__testUtils__/useAws';

describe('provisioning', () => {
  const aws = useAws();
  let client: ServiceCatalogClient;
  beforeAll(async () => {
    client = await aws.catalog(PRODUCTION, { role: ROLES.launcher });
  });

  const table = choiceOf('DynamoDB table', 'v2.2.0');
  const provision = (
    name: string,
    options: Partial<ProvisionProductCommandInput> = {},
  ) =>
    client.send(
      new ProvisionProductCommand({
        ...table,
        ProvisionedProductName: name,
        ProvisioningParameters: [{ Key: 'Name', Value: 'refunds' }],
        ProvisionToken: `launch-${name}`,
        ...options,
      }),
    );
  const update = (
    name: string,
    options: Partial<UpdateProvisionedProductCommandInput> = {},
  ) =>
    client.send(
      new UpdateProvisionedProductCommand({
        ProvisionedProductName: name,
        UpdateToken: randomUUID(),
        ...options,
      }),
    );
  const terminate = (name: string, token: string) =>
    client.send(
      new TerminateProvisionedProductCommand({
        ProvisionedProductName: name,
        TerminateToken: token,
      }),
    );
  const recordOf = async (answer: { RecordDetail?: { RecordId?: string } }) =>
    client.send(
      new DescribeRecordCommand({ Id: answer.RecordDetail!.RecordId! }),
    );
  const describeProvisioned = async (name: string) =>
    (await client.send(new DescribeProvisionedProductCommand({ Name: name })))
      .ProvisionedProductDetail!;

  it('launches once for a token, takes its time, and has outputs', async () => {
    await expect(
      provision('refunds-table', { ProvisioningParameters: [] }),
    ).rejects.toMatchObject({ message: expect.stringContaining('[Name]') });
    const started = await provision('refunds-table');
    const again = await provision('refunds-table');
    expect(again.RecordDetail!.RecordId).toBe(started.RecordDetail!.RecordId);
    expect(started.RecordDetail!.Status).toBe('CREATED');
    const outputs = () =>
      client.send(
        new GetProvisionedProductOutputsCommand({
          ProvisionedProductName: 'refunds-table',
          OutputKeys: ['ResourceArn'],
        }),
      );
    await expect(outputs()).rejects.toThrow(
      "Last Successful Provisioning Record doesn't exist.",
    );
    await expect(
      provision('refunds-table', { ProvisionToken: 'another' }),
    ).rejects.toMatchObject({ name: 'DuplicateResourceException' });

    aws.pass(5);
    expect((await recordOf(started)).RecordDetail!.Status).toBe('IN_PROGRESS');
    aws.pass(60);
    const ended = await recordOf(started);
    expect(ended.RecordDetail!.Status).toBe('SUCCEEDED');
    expect(ended.RecordOutputs!.map(({ OutputKey }) => OutputKey)).toContain(
      'ResourceArn',
    );
    expect((await outputs()).Outputs).toHaveLength(1);
  });

  it('launches no deprecated version, and knows no inactive one', async () => {
    const [inactive, deprecated, current] = ['v1.9.0', 'v3.2.0', 'v4.2.0'].map(
      version => choiceOf('Java service on ECS', version),
    );
    await expect(provision('old', inactive)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(
      client.send(new DescribeProvisioningParametersCommand(inactive)),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(provision('old', deprecated)).rejects.toMatchObject({
      name: 'InvalidParametersException',
    });

    await provision('old', current);
    aws.pass(60);
    await expect(update('old', inactive)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await update('old', deprecated);
    aws.pass(60);
    expect((await describeProvisioned('old')).ProvisioningArtifactId).toBe(
      deprecated.ProvisioningArtifactId,
    );
  });

  it('accepts a bad value and fails with it, and refuses a bad key at once', async () => {
    const java = choiceOf('Java service on ECS', 'v4.2.0');
    const withCount = (Value: string) => ({
      ProvisioningParameters: [
        { Key: 'Name', Value: 'bad' },
        { Key: 'DesiredCount', Value },
      ],
    });
    const started = await provision('bad', { ...java, ...withCount('9999') });
    aws.pass(20);
    expect((await recordOf(started)).RecordDetail!.Status).toBe(
      'IN_PROGRESS_IN_ERROR',
    );
    expect((await describeProvisioned('bad')).Status).toBe('UNDER_CHANGE');
    aws.pass(60);
    expect((await recordOf(started)).RecordDetail).toMatchObject({
      Status: 'FAILED',
      RecordErrors: [
        { Description: expect.stringContaining('Parameter DesiredCount') },
      ],
    });
    const failed = await describeProvisioned('bad');
    expect(failed.Status).toBe('ERROR');
    expect(failed).not.toHaveProperty('LastSuccessfulProvisioningRecordId');
    await expect(
      provision('bad', { ...java, ProvisionToken: 'once-more' }),
    ).rejects.toMatchObject({ name: 'DuplicateResourceException' });

    await provision('good', { ...java, ...withCount('2') });
    aws.pass(60);
    await update('good', withCount('9999'));
    aws.pass(60);
    expect((await describeProvisioned('good')).Status).toBe('TAINTED');
    await expect(
      update('good', { ProvisioningParameters: [{ Key: 'Colour' }] }),
    ).rejects.toMatchObject({ name: 'InvalidParametersException' });
  });

  it('keeps what it had when an update fails, and takes all of one that succeeds', async () => {
    const [older, newer] = ['v4.1.2', 'v4.2.0'].map(version =>
      choiceOf('Java service on ECS', version),
    );
    await provision('stable', older);
    aws.pass(60);
    const before = await describeProvisioned('stable');
    await aws.setFaults({ kind: 'fail-record', times: 1 });
    const failing = await update('stable', newer);
    expect(failing.RecordDetail).toMatchObject(newer);
    expect(await describeProvisioned('stable')).toMatchObject(older);
    aws.pass(60);
    expect(await describeProvisioned('stable')).toMatchObject({
      ...older,
      Status: 'TAINTED',
      LastRecordId: failing.RecordDetail!.RecordId,
      LastSuccessfulProvisioningRecordId: before.LastRecordId,
    });

    const outputKeys = async () => {
      const { Outputs } = await client.send(
        new GetProvisionedProductOutputsCommand({
          ProvisionedProductName: 'stable',
        }),
      );
      return Outputs!.map(({ OutputKey }) => OutputKey);
    };
    expect(await outputKeys()).toEqual(['Url', 'LogGroup']);
    await update('stable', {
      ...table,
      ProvisioningParameters: [{ Key: 'Name', Value: 'refunds' }],
    });
    expect(await describeProvisioned('stable')).toMatchObject(older);
    aws.pass(60);
    expect(await describeProvisioned('stable')).toMatchObject(table);
    expect(await outputKeys()).toEqual(['ResourceArn']);
  });

  it('changes one thing at a time, and is tainted by what fails', async () => {
    await provision('tainted-table');
    aws.pass(60);
    const updated = await update('tainted-table');
    expect(updated.RecordDetail!.RecordType).toBe('UPDATE_PROVISIONED_PRODUCT');
    await expect(terminate('tainted-table', 'too-early')).rejects.toMatchObject(
      {
        name: 'ValidationException',
        message: expect.stringContaining('is being changed'),
      },
    );
    aws.pass(60);

    await aws.setFaults({ kind: 'fail-record', times: 1 });
    const failing = await terminate('tainted-table', 'end-1');
    aws.pass(60);
    expect((await recordOf(failing)).RecordDetail).toMatchObject({
      Status: 'FAILED',
      RecordErrors: [expect.objectContaining({ Code: 'InternalFailure' })],
    });
    expect((await describeProvisioned('tainted-table')).Status).toBe('TAINTED');
    await terminate('tainted-table', 'end-2');
    aws.pass(60);
    await expect(describeProvisioned('tainted-table')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('keeps a token for what it was given for, and only while that is there', async () => {
    await provision('first');
    await provision('second');
    aws.pass(60);
    const ended = await terminate('first', 'the-end');
    expect((await terminate('first', 'the-end')).RecordDetail).toMatchObject({
      RecordId: ended.RecordDetail!.RecordId,
    });
    const other = await terminate('second', 'the-end');
    expect(other.RecordDetail!.ProvisionedProductName).toBe('second');
    aws.pass(60);
    await expect(terminate('first', 'the-end')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('tags what it launches by itself too, and changes no tags later', async () => {
    const tag = (...keys: string[]) => ({
      Tags: keys.map(Key => ({ Key, Value: 'moon' })),
    });
    for (const wrong of [
      tag('aws:foo'),
      tag('key', 'key'),
      tag('environment'), // not a value of the TagOption
      tag('cost-center'), // in conflict
    ]) {
      await expect(provision('tagged', wrong)).rejects.toMatchObject({
        name: 'InvalidParametersException',
      });
    }
    await provision('tagged', tag('place'));
    aws.pass(60);
    const { ProvisionedProducts } = await client.send(
      new SearchProvisionedProductsCommand({
        Filters: { SearchQuery: ['name:tagged'] },
      }),
    );
    expect(ProvisionedProducts![0].Tags!.map(({ Key }) => Key)).toEqual([
      'place',
      'aws:servicecatalog:productArn',
      'aws:servicecatalog:provisioningPrincipalArn',
    ]);
    await expect(update('tagged', tag('place'))).rejects.toMatchObject({
      name: 'InvalidParametersException',
      message: expect.stringContaining('RESOURCE_UPDATE'),
    });
  });
});
