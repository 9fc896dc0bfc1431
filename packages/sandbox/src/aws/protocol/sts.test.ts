import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { ROLES, SANDBOX_USER } from '..';
import {
  company,
  HUB,
  Keys,
  PRODUCTION,
  STAGING,
  useAws,
} from '../__testUtils__/useAws';

const CAUTIOUS = '444455556666';

describe('STS', () => {
  const aws = useAws({
    ...company,
    aws: {
      ...company.aws,
      accounts: [
        ...company.aws.accounts,
        {
          id: CAUTIOUS,
          name: 'cordillera-acquired',
          role: 'production',
          externalId: 'rocket:4711',
        },
      ],
    },
  });

  it('knows its callers and lets them into the roles of all accounts', async () => {
    const identity = await aws.sts().send(new GetCallerIdentityCommand({}));
    expect(identity.Account).toBe(HUB);
    await expect(
      aws.assume(PRODUCTION, { role: 'administrator' }),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
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
      name: 'InvalidClientTokenId',
    });
  });

  it('lets no role into another, nor into itself', async () => {
    const credentials = await aws.assume(STAGING);
    const identity = await aws
      .sts({ credentials })
      .send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({
      Account: STAGING,
      Arn: `arn:aws:sts::${STAGING}:assumed-role/${ROLES.reader}/test`,
    });
    for (const [account, role] of [
      [PRODUCTION, ROLES.launcher],
      [STAGING, ROLES.reader],
    ]) {
      await expect(
        aws.assume(account, { role, caller: credentials }),
      ).rejects.toMatchObject({ name: 'AccessDenied' });
    }
  });

  it.each([
    [899, 'ValidationError'],
    [900.5, 'MalformedInput'],
    [3601, 'ValidationError'],
    [43_201, 'ValidationError'],
  ])('opens no session for %d seconds', async (DurationSeconds, name) => {
    await expect(
      aws.assume(PRODUCTION, { request: { DurationSeconds } }),
    ).rejects.toMatchObject({ name });
  });

  it('asks for an external id where an account’s roles do', async () => {
    const assume = (accountId: string, ExternalId?: string) =>
      aws.assume(accountId, { request: { ExternalId } });
    await assume(CAUTIOUS, 'rocket:4711');
    for (const wrong of [undefined, 'rocket:4712']) {
      await expect(assume(CAUTIOUS, wrong)).rejects.toMatchObject({
        name: 'AccessDenied',
      });
    }
    await expect(assume(CAUTIOUS, 'not an id')).rejects.toMatchObject({
      name: 'ValidationError',
    });
    await assume(PRODUCTION, 'is-not-asked-for');
  });

  describe('by its own names', () => {
    const ask = (credentials: Keys) =>
      aws.sts({ credentials }).send(new GetCallerIdentityCommand({}));

    it.each<[string, () => Promise<Keys> | Keys, string]>([
      [
        'a wrong secret',
        () => ({ ...SANDBOX_USER, secretAccessKey: 'guessed' }),
        'SignatureDoesNotMatch',
      ],
      [
        'an unknown key',
        () => ({ ...SANDBOX_USER, accessKeyId: 'AKIAUNKNOWN000000000' }),
        'InvalidClientTokenId',
      ],
      [
        'a missing session token',
        async () => ({
          ...(await aws.assume(PRODUCTION)),
          sessionToken: undefined,
        }),
        'InvalidClientTokenId',
      ],
      [
        'another’s session token',
        async () => ({
          ...(await aws.assume(PRODUCTION)),
          sessionToken: (await aws.assume(PRODUCTION)).sessionToken,
        }),
        'InvalidClientTokenId',
      ],
    ])('refuses %s', async (_, keys, name) => {
      await expect(ask(await keys())).rejects.toMatchObject({
        name,
        $metadata: { httpStatusCode: 403 },
      });
    });

    it('refuses a session that has ended', async () => {
      const keys = await aws.assume(PRODUCTION, {
        request: { DurationSeconds: 900 },
      });
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
      try {
        vi.advanceTimersByTime(899_000);
        expect((await ask(keys)).Account).toBe(PRODUCTION);
        vi.advanceTimersByTime(2_000);
        await expect(ask(keys)).rejects.toMatchObject({
          name: 'ExpiredToken',
          $metadata: { httpStatusCode: 403 },
        });
      } finally {
        vi.useRealTimers();
      }
    });

    it.each([
      [{}, 403, 'MissingAuthenticationToken'],
      [{ authorization: 'Bearer token' }, 400, 'IncompleteSignature'],
    ])('refuses the headers %j', async (headers, status, code) => {
      const answer = await fetch(aws.url, { method: 'POST', headers });
      expect(answer.status).toBe(status);
      expect(await answer.text()).toContain(`<Code>${code}</Code>`);
    });
  });
});
