import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  NewRelicError,
  type NewRelicService,
} from '@rocket/plugin-newrelic-node';
import { DatabaseCriticalPathsStore } from '../database/DatabaseCriticalPathsStore';
import { fakeNewRelic } from '../__testUtils__/fakeNewRelic';
import { ChangeCollector } from './ChangeCollector';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const UNTIL = 1_800_000_000;
const everything = { guids: ['g'], interval: { begin: 0, end: 2 * UNTIL } };

type NrqlAll = NewRelicService['nrqlAll'];

/** Answers both questions with rows, parsed as the real client does. */
function answering(rows: {
  deployments: unknown[];
  incidents: unknown[];
}): NrqlAll & { queries: string[] } {
  const queries: string[] = [];
  const nrqlAll = async (asked: Parameters<NrqlAll>[0]) =>
    Object.fromEntries(
      Object.entries(asked).map(([name, { query, result }]) => {
        queries.push(query);
        return [
          name,
          {
            status: 'ok',
            result: result.parse(rows[name as keyof typeof rows]),
            timeWindow: { begin: 0, end: 0 },
            messages: [],
          },
        ];
      }),
    );
  return Object.assign(nrqlAll as NrqlAll, { queries });
}

async function collectorWith(nrqlAll: NrqlAll) {
  const store = await DatabaseCriticalPathsStore.create({
    database: mockServices.database({ knex: await databases.init('SQLITE_3') }),
  });
  const collectWith = async (answer: NrqlAll, until: number) =>
    new ChangeCollector({
      store,
      newRelic: fakeNewRelic({ nrqlAll: answer }),
    }).collect({ accounts: new Map([['g', 1]]), until });
  await collectWith(nrqlAll, UNTIL);
  return { store, collectWith };
}

describe('changes', () => {
  it('make one incident of an opening and a close, in either order and spelling', async () => {
    const row = (changes: object) => ({
      'entity.guid': 'g',
      timestamp: 1000_000,
      title: 'Error rate',
      priority: 'CRITICAL',
      ...changes,
    });
    const { store } = await collectorWith(
      answering({
        deployments: [],
        incidents: [
          row({
            incidentId: 1,
            event: 'Close',
            openTime: 1000_000,
            closeTime: 1600_000,
          }),
          row({ incidentId: 1, event: 'Open', openTime: 1000_000 }),
          row({ incidentId: '2', event: 'open', priority: 'warning' }),
          // Closed, but nobody told when it opened.
          row({ incidentId: '3', event: 'close', closeTime: 1600_000 }),
        ],
      }),
    );
    expect(await store.incidents(everything)).toEqual([
      {
        id: '1',
        guid: 'g',
        opened: 1000,
        closed: 1600,
        title: 'Error rate',
        priority: 'critical',
      },
      {
        id: '2',
        guid: 'g',
        opened: 1000,
        closed: undefined,
        title: 'Error rate',
        priority: 'warning',
      },
    ]);
  });

  it('are read on from an hour before, and told twice are told once', async () => {
    const deployments = [
      {
        timestamp: 1000_500,
        'entity.guid': 'g',
        version: 'v2',
        commit: null,
        user: '',
      },
    ];
    const first = answering({ deployments, incidents: [] });
    const { store, collectWith } = await collectorWith(first);
    expect(first.queries[0]).toContain(
      `SINCE ${(UNTIL - 36 * 24 * 3600) * 1000} UNTIL ${UNTIL * 1000}`,
    );
    const second = answering({ deployments, incidents: [] });
    await collectWith(second, UNTIL + 60);
    expect(second.queries[0]).toContain(`SINCE ${(UNTIL - 3600) * 1000}`);
    expect(await store.deployments(everything)).toEqual([
      {
        id: expect.any(String),
        guid: 'g',
        at: 1000,
        version: 'v2',
        commit: undefined,
        user: undefined,
      },
    ]);
  });

  it('are asked for again from the same moment after a failure', async () => {
    const { store, collectWith } = await collectorWith(
      answering({ deployments: [], incidents: [] }),
    );
    const failing = (async (asked: Parameters<NrqlAll>[0]) =>
      Object.fromEntries(
        Object.keys(asked).map(name => [
          name,
          {
            status: 'failed',
            error: new NewRelicError('late', { kind: 'timeout' }),
          },
        ]),
      )) as NrqlAll;
    await collectWith(failing, UNTIL + 7200);
    expect((await store.failures()).get('g')?.reason).toBe(
      'New Relic did not answer in time',
    );
    const again = answering({ deployments: [], incidents: [] });
    await collectWith(again, UNTIL + 7260);
    expect(again.queries[0]).toContain(`SINCE ${(UNTIL - 3600) * 1000}`);
    expect(await store.failures()).toEqual(new Map());
  });
});
