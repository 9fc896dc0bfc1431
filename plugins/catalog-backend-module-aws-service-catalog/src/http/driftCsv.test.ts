import { DriftRow } from './api';
import { driftCsv } from './driftCsv';

describe('driftCsv', () => {
  const row: DriftRow = {
    entityRef: 'component:default/limits',
    title: 'limits',
    type: 'service',
    owner: 'group:default/cards',
    places: [
      { account: '222233334444', accountName: 'prod', region: 'sa-east-1' },
      { account: '333344445555', region: 'sa-east-1' },
    ],
    drift: [
      {
        kind: 'owner-differs',
        level: 'warning',
        message: 'It says "cards",\nnot risk.',
      },
      { kind: 'tainted', level: 'info', message: '=1+1' },
    ],
  };

  it('has a line a drift, quoted as RFC 4180 says, and computes nothing', () => {
    const start =
      'component:default/limits,limits,service,group:default/cards,"222233334444 sa-east-1, 333344445555 sa-east-1"';
    expect(driftCsv([row, { ...row, drift: undefined }])).toBe(
      [
        'entity_ref,title,type,owner,places,kind,level,message',
        `${start},owner-differs,warning,"It says ""cards"",\nnot risk."`,
        `${start},tainted,info,'=1+1`,
        '',
      ].join('\r\n'),
    );
  });
});
