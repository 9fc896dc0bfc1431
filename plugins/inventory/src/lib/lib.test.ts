import fc from 'fast-check';
import { parse } from 'yaml';
import { aDeployment, anEntity } from '../__testUtils__/entities';
import { aGroup } from '../__testUtils__/company';
import { driftSortFields } from '../api/InventoryApi';
import { claimFile } from './claimFile';
import {
  defaultDriftState,
  onlyWhatIs,
  pageSizes,
  readDriftState,
  toDriftQuery,
  writeDriftState,
} from './driftState';
import { inventoryState } from './inventoryState';
import { overviewSentences } from './overviewSentences';
import { teamOptions, toTeam, withTeamsBelow } from './teams';

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/);

describe('the address of the drift table', () => {
  it('holds every state, and reads back as the same', () => {
    fc.assert(
      fc.property(
        fc.record({
          teams: fc.uniqueArray(
            fc.oneof(
              name.map(team => `group:default/${team}`),
              name.map(team => `group:elsewhere/${team}`),
            ),
          ),
          accounts: fc.uniqueArray(fc.stringMatching(/^\d{12}$/)),
          kinds: fc.uniqueArray(name),
          sort: fc.constantFrom(...driftSortFields),
          order: fc.constantFrom('asc' as const, 'desc' as const),
          page: fc.integer({ min: 1, max: 10_000 }),
          pageSize: fc.constantFrom(...pageSizes),
        }),
        state => {
          const address = writeDriftState(state).toString();
          expect(readDriftState(new URLSearchParams(address))).toEqual(state);
        },
      ),
    );
  });

  it('is empty by default, and short for a team', () => {
    expect(String(writeDriftState(defaultDriftState))).toBe('');
    expect(
      String(
        writeDriftState({
          ...defaultDriftState,
          teams: ['group:default/cards'],
          kinds: ['tainted'],
          sort: 'owner',
          order: 'asc',
          page: 2,
        }),
      ),
    ).toBe('team=cards&kind=tainted&sort=owner&page=2');
  });

  it('leaves what it does not understand at the default', () => {
    expect(
      readDriftState(
        new URLSearchParams('team=&team=%2F&kind=&sort=-colour&page=-3&size=7'),
      ),
    ).toEqual(defaultDriftState);
  });

  it('asks for each owner once, though teams overlap', () => {
    expect(
      toDriftQuery(
        { ...defaultDriftState, teams: ['group:default/a', 'group:default/b'] },
        team => [team, 'group:default/b'],
      ).owners,
    ).toEqual(['group:default/a', 'group:default/b']);
  });

  it('asks only for accounts and kinds that there are', () => {
    const drift = {
      accounts: ['222233334444'],
      kinds: [{ kind: 'tainted', count: 1 }],
    };
    const ask = (accounts: string[], kinds: string[]) =>
      onlyWhatIs(
        toDriftQuery({ ...defaultDriftState, accounts, kinds }, team => [team]),
        drift,
      );
    expect(ask([], [])).toMatchObject({ accounts: [], kinds: [] });
    expect(ask(['222233334444', 'gone'], ['gone', 'tainted'])).toMatchObject({
      accounts: ['222233334444'],
      kinds: ['tainted'],
    });
    expect(ask(['gone'], ['tainted'])).toBeUndefined();
    expect(ask([], ['gone'])).toBeUndefined();
  });
});

describe('teams', () => {
  const teams = [
    aGroup('engineering'),
    aGroup('cards', 'engineering'),
    aGroup('card-testing', 'group:default/cards'),
    aGroup('ledger'),
    // Two groups that name each other as their parents.
    aGroup('a', 'b'),
    aGroup('b', 'a'),
  ].map(toTeam);

  it('stand for all below them, also in a circle', () => {
    expect(withTeamsBelow('group:default/engineering', teams)).toEqual([
      'group:default/engineering',
      'group:default/cards',
      'group:default/card-testing',
    ]);
    expect(withTeamsBelow('group:default/a', teams)).toEqual([
      'group:default/a',
      'group:default/b',
    ]);
  });

  it('are offered when they own something, or a team below them does', () => {
    expect(
      teamOptions(['group:default/cards', 'user:default/ana'], teams),
    ).toEqual([
      { value: 'user:default/ana', label: 'ana' },
      { value: 'group:default/cards', label: 'cards and below' },
      { value: 'group:default/engineering', label: 'engineering and below' },
    ]);
  });
});

describe('claimFile', () => {
  it('is YAML with the same name and ARNs, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.oneof(name, fc.constantFrom('true', 'null', '1e3', 'no')),
        fc.array(name, { minLength: 1, maxLength: 4 }),
        fc.string({ minLength: 1 }),
        (entityName, deployments, owner) => {
          const inventory = {
            origin: 'aws' as const,
            sources: { owner: 'aws' as const },
            tags: {},
            belongsTo: [],
            drift: [],
            deployments: deployments.map(deployment =>
              aDeployment({ name: deployment }),
            ),
          };
          const entity = anEntity({ name: entityName, owner, inventory });
          const read = parse(claimFile(entity, inventory));
          expect(read.metadata.name).toBe(entityName);
          expect(
            read.metadata.annotations[
              'servicecatalog.aws.amazon.com/provisioned-product'
            ].split(/[\s,]+/),
          ).toEqual(inventory.deployments.map(({ arn }) => arn));
          expect(read.spec.owner).toBe(
            owner.replace(/^(group|user|system):(default\/)?/i, '') ||
              undefined,
          );
        },
      ),
    );
  });
});

describe('what the page can say', () => {
  const empty = {
    origins: { both: 0, repository: 0, aws: 0 },
    places: [],
    drift: { entities: 0, kinds: [], accounts: [], owners: [] },
  };
  const declared = {
    ...empty,
    origins: { both: 0, repository: 4, aws: 0 },
  };
  const scope = {
    provider: 'company',
    account: '222233334444',
    region: 'us-east-1',
    items: 0,
  };

  it.each([
    ['the module is not installed', undefined, undefined, 'not-configured'],
    ['nothing is labelled', empty, undefined, 'not-configured'],
    ['there is no scope', declared, [], 'not-configured'],
    ['only repositories are labelled', declared, undefined, 'first-sync'],
    [
      'a scope was never listed',
      declared,
      [{ ...scope, status: 'never' as const }],
      'first-sync',
    ],
    [
      'all were listed, and are empty',
      declared,
      [{ ...scope, status: 'fresh' as const }],
      'ready',
    ],
    [
      'something of AWS is there, though a scope is missing',
      { ...empty, origins: { both: 1, repository: 0, aws: 0 } },
      [{ ...scope, status: 'never' as const }],
      'ready',
    ],
  ])('when %s', (_, summary, scopes, expected) => {
    expect(inventoryState(summary, scopes)).toBe(expected);
  });

  it('says in words how far the worlds agree', () => {
    expect(
      overviewSentences({
        ...empty,
        origins: { both: 1200, repository: 1, aws: 2 },
        drift: { ...empty.drift, entities: 1 },
      }),
    ).toBe(
      '1,200 are declared by a repository and run in AWS. 1 is declared and not known to AWS. 2 run in AWS and no repository declares them. 1 has drift.',
    );
    expect(
      overviewSentences({
        ...empty,
        origins: { both: 1, repository: 0, aws: 0 },
      }),
    ).toBe('1 is declared by a repository and runs in AWS. Nothing disagrees.');
  });
});
