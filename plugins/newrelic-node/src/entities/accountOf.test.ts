import { accountOf, accountOfGuid, readNewRelicAnnotations } from './accountOf';

const accounts = [
  { id: 1, name: 'Production', default: false },
  { id: 2, name: 'Staging', default: true },
];
const guidOf = (text: string) => Buffer.from(text).toString('base64url');
const guid = guidOf('1|APM|APPLICATION|9');

describe('accountOf', () => {
  it.each([
    ['the GUID first', { guid, accountId: 2 }, 1],
    ['then the annotation', { accountId: 1 }, 1],
    ['else the default', {}, 2],
  ])('goes by %s', (_, entity, accountId) => {
    expect(accountOf(entity, accounts)).toEqual({ status: 'ok', accountId });
  });

  it.each([
    [
      { guid: guidOf('77|APM|APPLICATION|9') },
      'Account 77 of New Relic is not configured',
    ],
    [{ accountId: 5 }, 'Account 5 of New Relic is not configured'],
    [
      { guid: 'nonsense' },
      'its annotation newrelic.com/entity-guid holds no GUID',
    ],
  ])('says why an entity has none: %j', (entity, reason) => {
    expect(accountOf(entity, accounts)).toEqual({ status: 'failed', reason });
  });

  it('says when there are no accounts', () => {
    expect(accountOf({}, [])).toEqual({
      status: 'failed',
      reason: 'New Relic is not configured',
    });
  });
});

describe('accountOfGuid', () => {
  it('reads the account of a GUID, and nothing of anything else', () => {
    expect(accountOfGuid(guidOf('3812041|APM|APPLICATION|1'))).toBe(3812041);
    for (const text of [
      '',
      'component:default/limits',
      guidOf('1|APM'),
      guidOf('0|APM|APPLICATION|1'),
    ]) {
      expect(accountOfGuid(text)).toBeUndefined();
    }
  });
});

describe('readNewRelicAnnotations', () => {
  it('reads what is there, and no account that is no number', () => {
    const read = (annotations?: Record<string, string>) =>
      readNewRelicAnnotations({ metadata: { annotations } });
    expect(
      read({
        'newrelic.com/entity-guid': guid,
        'newrelic.com/app-name': 'limits',
        'newrelic.com/account-id': '5',
      }),
    ).toEqual({ guid, appName: 'limits', accountId: 5 });
    expect(read({ 'newrelic.com/account-id': 'five' })).toEqual({});
    expect(read()).toEqual({});
  });
});
