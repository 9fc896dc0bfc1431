import {
  ServiceCatalogClient,
  ServiceCatalogClientConfig,
} from '@aws-sdk/client-service-catalog';
import {
  AssumeRoleCommand,
  AssumeRoleCommandInput,
  Credentials,
  STSClient,
} from '@aws-sdk/client-sts';
import { createCompany } from '../../company';
import { Company } from '../../company/types';
import { RunningServer } from '../../listen';
import { Fault } from '../faults';
import { ROLES, SANDBOX_USER, startAws } from '..';
import { expectModelled } from './expectModelled';

export const HUB = '111122223333';
export const PRODUCTION = '222233334444';
export const STAGING = '333344445555';
export const REGION = 'sa-east-1';

export const company = createCompany({ seed: 'cordillera' });

/** Asks for all of the account, not only for what the caller made. */
export const everything = {
  AccessLevelFilter: { Key: 'Account', Value: 'self' },
} as const;

/** What a request is signed with. */
export interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

const toKeys = (issued: Credentials | undefined): Keys => ({
  accessKeyId: issued!.AccessKeyId!,
  secretAccessKey: issued!.SecretAccessKey!,
  sessionToken: issued!.SessionToken,
});

/**
 * A stand-in of AWS for the tests of one file, without faults at the start of
 * each, and clients that hold every answer against AWS's model.
 */
export function useAws(content: Company = company) {
  let server: RunningServer;
  let now = Date.now();

  const control = (method: string, body?: string) =>
    fetch(`${server.url}/__control/faults`, { method, body });

  beforeAll(async () => {
    server = await startAws({ company: content, clock: () => now });
  });
  afterAll(() => server.stop());
  afterEach(() => control('DELETE'));

  const sts = (options: { credentials?: Keys; region?: string } = {}) =>
    new STSClient({
      endpoint: server.url,
      region: 'us-east-1',
      credentials: SANDBOX_USER,
      maxAttempts: 1,
      ...options,
    });

  const assume = async (
    accountId: string,
    options: {
      role?: string;
      caller?: Keys;
      request?: Partial<AssumeRoleCommandInput>;
    } = {},
  ): Promise<Keys> => {
    const { role = ROLES.reader, caller = SANDBOX_USER, request } = options;
    const assumed = await sts({ credentials: caller }).send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${accountId}:role/${role}`,
        RoleSessionName: 'test',
        ...request,
      }),
    );
    return toKeys(assumed.Credentials);
  };

  return {
    get url() {
      return server.url;
    },
    /** The stand-in's clock goes on. */
    pass(seconds: number) {
      now += seconds * 1000;
    },
    setFaults: (...faults: Fault[]) => control('POST', JSON.stringify(faults)),
    sts,
    assume,
    /** A client of Service Catalog in an account, as its reader unless told otherwise. */
    async catalog(
      accountId: string,
      {
        role,
        ...overrides
      }: { role?: string } & ServiceCatalogClientConfig = {},
    ): Promise<ServiceCatalogClient> {
      const client = new ServiceCatalogClient({
        endpoint: server.url,
        region: REGION,
        maxAttempts: 1,
        credentials:
          overrides.credentials ?? (await assume(accountId, { role })),
        ...overrides,
      });
      expectModelled(client);
      return client;
    },
  };
}
