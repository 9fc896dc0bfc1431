import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { readNewRelicConfig } from './config';
import { newRelicServiceRef } from './newRelicServiceRef';

const account = { id: 1, name: 'Production', apiKey: 'NRAK-SECRET' };
const read = (newRelic?: unknown) =>
  readNewRelicConfig(
    new ConfigReader(newRelic === undefined ? {} : ({ newRelic } as never)),
  );

describe('readNewRelicConfig', () => {
  it('knows the URL of every region, and lets apiUrl override it', () => {
    expect(read({ accounts: [account] }).url).toBe(
      'https://api.newrelic.com/graphql',
    );
    expect(read({ region: 'EU' }).url).toContain('//api.eu.newrelic.com/');
    expect(read({ region: 'JP' }).url).toContain('//api.jp.newrelic.com/');
    expect(read({ region: 'FedRAMP' }).url).toContain('//gov-api.newrelic');
    expect(
      read({ region: 'EU', apiUrl: 'http://127.0.0.1:7101/graphql' }).url,
    ).toBe('http://127.0.0.1:7101/graphql');
  });

  it('takes the first account as default unless another says so', () => {
    const second = { ...account, id: '2', default: 'true' };
    expect(read({ accounts: [account] }).accounts[0]?.default).toBe(true);
    expect(
      read({ accounts: [account, second] }).accounts.map(a => [
        a.id,
        a.default,
      ]),
    ).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  it('is fine without New Relic', () => {
    expect(read().accounts).toEqual([]);
  });

  it.each([
    [{ region: 'MARS' }, 'newRelic.region must be US, EU, JP or FedRAMP'],
    [{ apiUrl: 'ftp://x' }, 'newRelic.apiUrl must be a URL'],
    [
      { accounts: [{ ...account, nrqlPerMinute: 3001 }] },
      'newRelic.accounts[0].nrqlPerMinute must be at most 3000',
    ],
    [
      { accounts: [{ ...account, asyncQueries: 'maybe' }] },
      'newRelic.accounts[0].asyncQueries must be true or false',
    ],
    [{ accounts: 'x' }, 'newRelic.accounts must be a list'],
    [
      { accounts: [account, { ...account, id: 2, apiKey: undefined }] },
      'newRelic.accounts[1].apiKey is missing',
    ],
    [
      { accounts: [{ ...account, apiKey: '' }] },
      'newRelic.accounts[0].apiKey must be a user key of New Relic, which begins with NRAK-',
    ],
    [
      { accounts: [{ ...account, apiKey: 'SECRET-NRAL' }] },
      'newRelic.accounts[0].apiKey must be a user key of New Relic, which begins with NRAK-',
    ],
    [
      { accounts: [{ ...account, apiKey: 'NRAK-SE CRET' }] },
      'newRelic.accounts[0].apiKey must be a user key of New Relic, which begins with NRAK-',
    ],
    [
      { accounts: [{ ...account, id: 'abc' }] },
      'newRelic.accounts[0].id must be an account number',
    ],
    [
      { accounts: [account, account] },
      'newRelic.accounts[1].id 1 is listed twice',
    ],
    [
      {
        accounts: [
          { ...account, default: true },
          { ...account, id: 2, default: true },
        ],
      },
      'newRelic.accounts only one account can be the default',
    ],
  ])('names the wrong setting and no key: %#', (config, message) => {
    let caught: unknown;
    try {
      read(config);
    } catch (error) {
      caught = error;
    }
    expect(String(caught)).toContain(message);
    expect(String(caught)).not.toContain('SECRET');
  });

  it('stops the start of the portal', async () => {
    const user = createBackendPlugin({
      pluginId: 'user',
      register: env =>
        env.registerInit({
          deps: { newRelic: newRelicServiceRef, logger: coreServices.logger },
          async init() {},
        }),
    });
    await expect(
      startTestBackend({
        features: [
          user,
          mockServices.rootConfig.factory({
            data: { newRelic: { accounts: [{ id: 1, name: 'Production' }] } },
          }),
        ],
      }),
    ).rejects.toThrow(
      'Invalid configuration: newRelic.accounts[0].apiKey is missing',
    );
  });
});
