import { GetProvisionedProductOutputsCommand } from '@aws-sdk/client-service-catalog';
import { provisionedIn } from './__testUtils__/seeded';
import { STAGING, useAws } from './__testUtils__/useAws';

describe('the records of what was provisioned before the start', () => {
  const aws = useAws();

  it('leave a failed launch without outputs', async () => {
    const failed = provisionedIn(STAGING).find(
      ({ status }) => status === 'ERROR',
    )!;
    const client = await aws.catalog(STAGING);
    await expect(
      client.send(
        new GetProvisionedProductOutputsCommand({
          ProvisionedProductId: failed.id,
        }),
      ),
    ).rejects.toMatchObject({
      name: 'InvalidParametersException',
      message: "Last Successful Provisioning Record doesn't exist.",
    });
  });
});
