import type { DriftRow } from '../model/driftPage';
import type { InventorySummary } from '../model/summary';
import { aDrift } from './entities';

/** What the AWS module of the catalog tells; nothing where it is not installed. */
export interface Answers {
  summary?: InventorySummary;
  drift: DriftRow[];
  /** By default it does not tell of them. */
  scopes?: object[];
}

const production = { account: '222233334444', region: 'us-east-1' };

/** An entity with drift, as the module tells of it. */
export function aRow(name: string, overrides: Partial<DriftRow> = {}) {
  return {
    entityRef: `component:default/${name}`,
    title: name,
    type: 'service',
    owner: 'group:default/cards',
    places: [production],
    drift: [aDrift()],
    ...overrides,
  };
}

const notDeclared = {
  owner: 'group:default/ledger',
  drift: [
    aDrift({ kind: 'not-declared', message: 'No repository declares it.' }),
  ],
};

/** The small company, with what belongs to its services and what it stores. */
export const companyAnswers: Answers = {
  summary: {
    origins: { both: 3, repository: 1, aws: 2 },
    places: [
      { account: '222233334444', region: 'sa-east-1', count: 1 },
      { account: '222233334444', region: 'us-east-1', count: 1 },
      { account: '333344445555', region: 'sa-east-1', count: 1 },
    ],
    drift: {
      entities: 5,
      kinds: [
        { kind: 'not-declared', count: 2 },
        { kind: 'not-running', count: 1 },
        { kind: 'owner-differs', count: 1 },
        { kind: 'tainted', count: 1 },
        { kind: 'version-deprecated', count: 1 },
      ],
      accounts: ['222233334444', '333344445555'],
      owners: [
        'group:default/cards',
        'group:default/ledger',
        'group:default/risk',
      ],
    },
  },
  drift: [
    aRow('card-authorizer', {
      places: [production, { account: '333344445555', region: 'sa-east-1' }],
      drift: [
        aDrift(),
        aDrift({
          kind: 'version-deprecated',
          message: 'It is on a deprecated version. Update it.',
        }),
      ],
    }),
    aRow('rules-engine', {
      owner: 'group:default/risk',
      places: [],
      drift: [
        aDrift({
          kind: 'not-running',
          level: 'info',
          message: 'A repository declares it and nothing runs.',
        }),
      ],
    }),
    aRow('atm-switch', notDeclared),
    aRow('fx-rates', notDeclared),
    aRow('archive-5a0f12aa', {
      entityRef: 'resource:default/archive-5a0f12aa',
      type: 'bucket',
      owner: 'group:default/ledger',
      places: [{ account: '222233334444', region: 'sa-east-1' }],
      drift: [aDrift({ kind: 'tainted', message: 'Its last change failed.' })],
    }),
  ],
};

/** Where nothing of AWS is seen, and so nothing drifts. */
export const nothingSeen: InventorySummary = {
  origins: { both: 0, repository: 0, aws: 0 },
  places: [],
  drift: { entities: 0, kinds: [], accounts: [], owners: [] },
};

/** Where so many entities drift in the same way. */
export function manyAnswers(count: number): Answers {
  const drift = Array.from({ length: count }, (_, index) =>
    aRow(`service-${String(index).padStart(2, '0')}`, { places: [] }),
  );
  return {
    summary: {
      ...nothingSeen,
      origins: { both: count, repository: 0, aws: 0 },
      drift: {
        entities: count,
        kinds: [{ kind: 'owner-differs', count }],
        accounts: [],
        owners: ['group:default/cards'],
      },
    },
    drift,
  };
}
