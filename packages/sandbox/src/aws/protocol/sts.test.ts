import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { ROLES, SANDBOX_USER } from '..';
import { HUB, PRODUCTION, useAws } from '../__testUtils__/useAws';

describe('STS', () => {
  const aws = useAws();

  it('knows its callers and lets them into the roles of all accounts', async () => {
    const identity = await aws.sts().send(new GetCallerIdentityCommand({}));
    expect(identity.Account).toBe(HUB);
    await expect(aws.assume(PRODUCTION, 'administrator')).rejects.toMatchObject(
      { name: 'AccessDenied' },
    );
    await expect(
      aws.sts().send(
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${PRODUCTION}:role/${ROLES.reader}`,
          RoleSessionName: 'x',
        }),
      ),
    ).rejects.toMatchObject({ name: 'ValidationError' });
  });

  it('answers in the regions of the accounts and for the world, and nowhere else', async () => {
    const ask = (region: string) =>
      aws.sts({ region }).send(new GetCallerIdentityCommand({}));
    expect((await ask('us-east-1')).Account).toBe(HUB);
    expect((await ask('sa-east-1')).Account).toBe(HUB);
    await expect(ask('sa-east-11')).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });

  it('refuses a wrong secret and an unknown key', async () => {
    const asking = (credentials: typeof SANDBOX_USER) =>
      aws.sts({ credentials }).send(new GetCallerIdentityCommand({}));
    await expect(
      asking({ ...SANDBOX_USER, secretAccessKey: 'guessed' }),
    ).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    await expect(
      asking({ ...SANDBOX_USER, accessKeyId: 'AKIAUNKNOWN000000000' }),
    ).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });
});
