import {
  DescribeProvisionedProductCommand,
  DescribeProvisioningParametersCommand,
  DescribeRecordCommand,
  GetProvisionedProductOutputsCommand,
  ListRecordHistoryCommand,
  ListServiceActionsCommand,
  ProvisionProductCommand,
  ScanProvisionedProductsCommand,
  SearchProvisionedProductsCommand,
  ServiceCatalogClient,
} from '@aws-sdk/client-service-catalog';
import { choiceOf } from './__testUtils__/seeded';
import { everything, PRODUCTION, useAws } from './__testUtils__/useAws';

const table = choiceOf('DynamoDB table', 'v2.2.0');

describe('what AWS refuses', () => {
  const aws = useAws();
  let reader: ServiceCatalogClient;
  beforeAll(async () => {
    reader = await aws.catalog(PRODUCTION);
  });

  it.each([
    [
      'too large a page of a search',
      () =>
        reader.send(new SearchProvisionedProductsCommand({ PageSize: 101 })),
      'ValidationException',
    ],
    [
      'too large a page of a scan',
      () => reader.send(new ScanProvisionedProductsCommand({ PageSize: 21 })),
      'ValidationException',
    ],
    [
      'what does not fit its pattern',
      () => reader.send(new DescribeRecordCommand({ Id: 'not an id' })),
      'ValidationException',
    ],
    [
      'an operation that there is not',
      () => reader.send(new ListServiceActionsCommand({})),
      'UnknownOperationException',
    ],
    [
      'a page token of its caller’s own making',
      () =>
        reader.send(
          new SearchProvisionedProductsCommand({ PageToken: 'MTAw' }),
        ),
      'InvalidParametersException',
    ],
    [
      'an order that there is not',
      () =>
        reader.send(new SearchProvisionedProductsCommand({ SortBy: 'colour' })),
      'InvalidParametersException',
    ],
    [
      'another access level than one’s own',
      () =>
        reader.send(
          new ListRecordHistoryCommand({
            AccessLevelFilter: { Key: 'Account', Value: 'other' },
          }),
        ),
      'InvalidParametersException',
    ],
    [
      'a filter of the history that there is not',
      () =>
        reader.send(
          new ListRecordHistoryCommand({
            SearchFilter: { Key: 'colour', Value: 'red' },
          }),
        ),
      'InvalidParametersException',
    ],
    [
      'a product by id and by name',
      () =>
        reader.send(
          new DescribeProvisioningParametersCommand({
            ...table,
            ProductName: 'DynamoDB table',
          }),
        ),
      'InvalidParametersException',
    ],
    [
      'a version by id and by name',
      () =>
        reader.send(
          new DescribeProvisioningParametersCommand({
            ...table,
            ProvisioningArtifactName: 'v2.2.0',
          }),
        ),
      'InvalidParametersException',
    ],
    [
      'a provisioned product by id and by name',
      () =>
        reader.send(
          new DescribeProvisionedProductCommand({ Id: 'pp-x', Name: 'x' }),
        ),
      'InvalidParametersException',
    ],
    [
      'what only begins as its pattern has it',
      () =>
        reader.send(
          new GetProvisionedProductOutputsCommand({
            ProvisionedProductName: 'a b c!!',
          }),
        ),
      'ValidationException',
    ],
    [
      'a record that there is not',
      () => reader.send(new DescribeRecordCommand({ Id: 'rec-unknown' })),
      'ResourceNotFoundException',
    ],
    [
      'a launch by the reader',
      () =>
        reader.send(
          new ProvisionProductCommand({
            ProvisionedProductName: 'x',
            ProvisionToken: 'x',
          }),
        ),
      'AccessDeniedException',
    ],
  ])('refuses %s', async (_, ask, name) => {
    await expect(ask()).rejects.toMatchObject({ name });
  });

  it('refuses a page token of another listing', async () => {
    const first = await reader.send(
      new SearchProvisionedProductsCommand({
        ...everything,
        SortBy: 'id',
        SortOrder: 'ASCENDING',
        PageSize: 5,
      }),
    );
    await expect(
      reader.send(
        new SearchProvisionedProductsCommand({
          ...everything,
          SortBy: 'name',
          SortOrder: 'ASCENDING',
          PageToken: first.NextPageToken,
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidParametersException' });
  });
});
