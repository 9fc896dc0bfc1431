import { STAGING } from '../__testUtils__/company';
import { build, declare, provisioned } from '../__testUtils__/inventory';

type Tags = Record<string, string>;

const inTwoAccounts = (here: Tags, there: Tags) =>
  build([
    provisioned('limits-production', { tags: here }),
    provisioned('limits-staging', { accountId: STAGING, tags: there }),
  ]);

const stubsOf = ({ entities }: ReturnType<typeof build>) =>
  entities
    .filter(({ entity }) => entity.kind === 'Component')
    .map(({ entity }) => entity.metadata.name);

describe('untagged services of an equal name in several accounts', () => {
  it.each<[Tags, Tags]>([
    [{}, {}],
    [{ team: 'cards' }, { team: 'group:default/Cards' }],
  ])('are one where their owners agree: %j and %j', (here, there) => {
    const built = inTwoAccounts(here, there);
    expect(built.placements).toMatchObject([
      { entityRef: 'component:default/limits', ambiguous: false },
      { entityRef: 'component:default/limits', ambiguous: false },
    ]);
    expect(stubsOf(built)).toEqual(['limits']);
  });

  it.each<[Tags, Tags]>([
    [{ team: 'cards' }, { team: 'payments' }],
    [{ team: 'cards' }, {}],
  ])('are merged into none where they do not: %j and %j', (here, there) => {
    const built = inTwoAccounts(here, there);
    expect(built.placements).toMatchObject([
      { via: 'name', ambiguous: true },
      { via: 'name', ambiguous: true },
    ]);
    expect(stubsOf(built)).toEqual([]);
    for (const { entity } of built.entities) {
      expect(entity.spec!.inventory).toMatchObject({
        belongsTo: [],
        drift: [
          {
            kind: 'ambiguous-claim',
            message: expect.stringMatching(
              /has the name of something in another account.* Tag each with the service that it is\.$/,
            ),
          },
        ],
      });
    }
  });

  it('do not keep a tagged one of that name from being a service', () => {
    const built = build([
      provisioned('x', { tags: { service: 'limits', team: 'ledger' } }),
      provisioned('limits', { tags: { team: 'cards' } }),
      provisioned('limits', { accountId: STAGING }),
    ]);
    expect(stubsOf(built)).toEqual(['limits']);
    expect(built.placements.map(({ ambiguous }) => ambiguous)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('are one within an account, and where a repository declares the name', () => {
    const twice = build([
      provisioned('limits-production', { tags: { team: 'cards' } }),
      provisioned('limits-staging'),
    ]);
    expect(stubsOf(twice)).toEqual(['limits']);
    const items = [
      provisioned('limits', { tags: { team: 'cards' } }),
      provisioned('limits', { accountId: STAGING }),
    ];
    expect(
      build(items, {
        entities: [declare('limits')],
        mapping: { joinByName: true },
      }).placements,
    ).toMatchObject([{ ambiguous: false }, { ambiguous: false }]);
  });
});
