import {
  DescribeProvisionedProductCommand,
  DescribeRecordCommand,
  GetProvisionedProductOutputsCommand,
  ListRecordHistoryCommand,
  ServiceCatalogClient,
  UpdateProvisionedProductCommand,
} from '@aws-sdk/client-service-catalog';
import { ROLES } from '.';
import { choiceOf, productNamed, provisionedIn } from './__testUtils__/seeded';
import {
  company,
  everything,
  PRODUCTION,
  REGION,
  STAGING,
  useAws,
} from './__testUtils__/useAws';

describe('the records of what was provisioned before the start', () => {
  const aws = useAws();

  /** What a status is told of by the item, its records and its outputs. */
  async function look(status: string) {
    for (const accountId of [PRODUCTION, STAGING]) {
      for (const region of company.aws.regions) {
        const found = provisionedIn(accountId, region).find(
          item => item.status === status,
        );
        if (found) {
          const client = await aws.catalog(accountId, { region });
          return { client, id: found.id };
        }
      }
    }
    throw new Error(`Nothing is ${status}`);
  }
  const describeProvisioned = async (
    client: ServiceCatalogClient,
    Id: string,
  ) =>
    (await client.send(new DescribeProvisionedProductCommand({ Id })))
      .ProvisionedProductDetail!;
  const describeRecord = async (client: ServiceCatalogClient, Id?: string) =>
    (await client.send(new DescribeRecordCommand({ Id }))).RecordDetail!;

  it.each([
    ['AVAILABLE', ['PROVISION_PRODUCT SUCCEEDED']],
    ['ERROR', ['PROVISION_PRODUCT FAILED']],
    [
      'TAINTED',
      ['UPDATE_PROVISIONED_PRODUCT FAILED', 'PROVISION_PRODUCT SUCCEEDED'],
    ],
    [
      'UNDER_CHANGE',
      ['UPDATE_PROVISIONED_PRODUCT IN_PROGRESS', 'PROVISION_PRODUCT SUCCEEDED'],
    ],
  ])('say of %s what the item says: %j', async (status, expected) => {
    const { client, id } = await look(status);
    const { RecordDetails } = await client.send(
      new ListRecordHistoryCommand({
        ...everything,
        SearchFilter: { Key: 'provisionedproduct', Value: id },
      }),
    );
    expect(
      RecordDetails!.map(record => `${record.RecordType} ${record.Status}`),
    ).toEqual(expected);
    const item = await describeProvisioned(client, id);
    expect(item.LastRecordId).toBe(RecordDetails![0].RecordId);
    expect(item.LastSuccessfulProvisioningRecordId).toBe(
      RecordDetails!.find(record => record.Status === 'SUCCEEDED')?.RecordId,
    );
  });

  it('end what is under change an hour after the start', async () => {
    const { client, id } = await look('UNDER_CHANGE');
    aws.pass(59 * 60);
    expect((await describeProvisioned(client, id)).Status).toBe('UNDER_CHANGE');
    aws.pass(2 * 60);
    const item = await describeProvisioned(client, id);
    expect(item).toMatchObject({
      Status: 'AVAILABLE',
      LastSuccessfulProvisioningRecordId: item.LastRecordId,
    });
    expect(await describeRecord(client, item.LastRecordId)).toMatchObject({
      Status: 'SUCCEEDED',
    });
  });

  it('are not forgotten when the next change comes', async () => {
    const client = await aws.catalog(PRODUCTION, { role: ROLES.launcher });
    const { id } = productNamed('Java service on ECS');
    const seeded = provisionedIn(PRODUCTION, REGION).find(
      item => item.productId === id && item.status === 'AVAILABLE',
    )!;
    const before = await describeRecord(client, seeded.lastRecordId);
    await client.send(
      new UpdateProvisionedProductCommand({
        ...choiceOf('Java service on ECS', 'v4.2.0'),
        ProvisionedProductId: seeded.id,
        UpdateToken: 'next',
      }),
    );
    expect(await describeRecord(client, seeded.lastRecordId)).toEqual(before);
  });

  it('leave a failed launch without outputs', async () => {
    const { client, id } = await look('ERROR');
    await expect(
      client.send(
        new GetProvisionedProductOutputsCommand({ ProvisionedProductId: id }),
      ),
    ).rejects.toMatchObject({
      name: 'InvalidParametersException',
      message: "Last Successful Provisioning Record doesn't exist.",
    });
  });
});
