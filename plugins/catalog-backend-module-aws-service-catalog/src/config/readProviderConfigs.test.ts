import { ConfigReader } from '@backstage/config';
import { readProviderConfigs } from './readProviderConfigs';

const read = (settings: object) =>
  readProviderConfigs(
    new ConfigReader({
      catalog: {
        providers: {
          awsServiceCatalog: {
            main: {
              accounts: ['111122223333'],
              regions: ['us-east-1'],
              ...settings,
            },
          },
        },
      },
    }),
  );

describe('readProviderConfigs', () => {
  it('reads nothing where nothing is configured', () => {
    expect(readProviderConfigs(new ConfigReader({}))).toEqual([]);
  });

  it('fills everything but accounts and regions with defaults', () => {
    const [config] = read({
      accounts: [11122223333, { id: '222233334444', name: 'production' }],
    });
    expect(config).toMatchObject({
      id: 'main',
      accounts: [
        { id: '011122223333' },
        { id: '222233334444', name: 'production' },
      ],
      excludeTypes: ['CONTROL_TOWER_ACCOUNT'],
      limits: { graceSyncs: 2, maximumRemovalRatio: 0.3, pageSize: 100 },
      merge: { owner: 'repository' },
      schedule: { frequency: { minutes: 15 } },
    });
  });

  it.each([
    [{ accounts: ['12'] }, /main\.accounts\[0\].*12 digits/],
    [{ regions: ['everywhere'] }, /main\.regions\[0\]: must be an AWS region/],
    [
      { accounts: ['111122223333', { id: 111122223333, name: 'hub' }] },
      /main\.accounts\[1\]: 111122223333 is there twice/,
    ],
    [
      { regions: ['us-east-1', 'sa-east-1', 'us-east-1'] },
      /main\.regions\[2\]: us-east-1 is there twice/,
    ],
    [{ colour: 'red' }, /main: Unrecognized key: "colour"/],
    [{ limits: { pageSize: 500 } }, /main\.limits\.pageSize/],
    [
      { mapping: { rules: [{ name: 'databases', set: { as: 'table' } }] } },
      /mapping\.rules\[0\]\.set\.as \(rule “databases”\)/,
    ],
    [
      { mapping: { rules: [{ name: 'nothing', set: {} }] } },
      /rule “nothing”\): must set something/,
    ],
    [
      {
        mapping: { rules: [{ name: 'platform', set: { owner: '/platform' } }] },
      },
      /set\.owner \(rule “platform”\): must have the form \[kind:\]\[namespace\/\]name/,
    ],
    [
      { mapping: { defaults: { owner: 'nobody at all' } } },
      /main\.mapping\.defaults\.owner: must have the form/,
    ],
    [{ merge: { owner: 'whoever' } }, /main\.merge\.owner/],
  ])('names the setting that is wrong: %j', (settings, message) => {
    expect(() => read(settings)).toThrow(message);
  });
});
