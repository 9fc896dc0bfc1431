import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { settleUptime } from '../service/settleUptime';
import type { ObservedBucket } from './CriticalPathsStore';
import { DatabaseCriticalPathsStore } from './DatabaseCriticalPathsStore';

const WEEK = 7 * 24 * 3600;
/** On every bucket's edge. */
const BEGIN = 14_400 * 120_000;
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });

const bucket = (changes: Partial<ObservedBucket> = {}): ObservedBucket => ({
  signal: 's',
  resolution: 60,
  begin: BEGIN,
  observed: 60,
  valid: 100,
  bad: 1,
  p50: 10,
  p95: 20,
  p99: 30,
  ...changes,
});

describe.each(databases.eachSupportedId())('store on %s', id => {
  async function createStore() {
    const knex = await databases.init(id);
    const store = await DatabaseCriticalPathsStore.create({
      database: mockServices.database({ knex }),
    });
    return { knex, store };
  }

  it('can undo its migrations and do them again', async () => {
    const { knex } = await createStore();
    const directory = resolvePackagePath(
      '@rocket/plugin-critical-paths-backend',
      'migrations',
    );
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('bucket')).toBe(false);
    await knex.migrate.latest({ directory });
    expect(await knex.schema.hasTable('bucket')).toBe(true);
  });

  it('replaces counts, keeps uptime, and adds up what is asked for', async () => {
    const { store } = await createStore();
    const many = Array.from({ length: 1100 }, (_, index) =>
      bucket({ begin: BEGIN + index * 60 }),
    );
    await store.saveBuckets(many);
    await store.saveUptime([{ ...bucket(), up: 1, down: 0 }]);
    await store.saveBuckets([
      bucket({
        valid: 0,
        bad: 0,
        p50: undefined,
        p95: undefined,
        p99: undefined,
      }),
    ]);
    const [first, ...rest] = await store.buckets({
      signals: ['s', 'unknown'],
      resolution: 60,
      intervals: [
        { begin: BEGIN, end: BEGIN + 120 },
        { begin: BEGIN + 600, end: BEGIN + 660 },
      ],
    });
    expect(first).toEqual({
      ...bucket(),
      valid: 0,
      bad: 0,
      p50: undefined,
      p95: undefined,
      p99: undefined,
      up: 1,
      down: 0,
    });
    expect(rest.map(({ begin }) => begin)).toEqual([BEGIN + 60, BEGIN + 600]);
    expect(
      await store.sums({
        signals: ['s', 'unknown'],
        resolution: 60,
        interval: { begin: BEGIN, end: BEGIN + 1100 * 60 },
      }),
    ).toEqual(new Map([['s', { valid: 109_900, bad: 1099 }]]));
    expect(
      await store.buckets({ signals: [], resolution: 60, intervals: [] }),
    ).toEqual([]);
  });

  it('keeps the state of paths that stay, and forgets those that go', async () => {
    const { store } = await createStore();
    const entity = (name: string) => ({
      apiVersion: 'rocket.dev/v1alpha1' as const,
      kind: 'CriticalPath' as const,
      metadata: { name },
      spec: {
        owner: 'x',
        objectives: { successRate: 99 },
        downBelow: 95,
        entry: 'a',
        steps: [],
        groups: [],
      },
    });
    const path = (name: string) => ({
      entityRef: `criticalpath:default/${name}`,
      entity: entity(name),
    });
    await store.replaceDefinitions({
      paths: [path('a'), path('b')],
      components: [],
    });
    const state = {
      status: 'healthy' as const,
      reason: 'All well.',
      steps: {},
    };
    await store.saveStates(new Map([['criticalpath:default/b', state]]));
    await store.replaceDefinitions({
      paths: [path('b'), path('c')],
      components: [],
    });
    expect(await store.paths()).toEqual([
      { ...path('b'), state },
      { ...path('c'), state: undefined },
    ]);
    expect(await store.path('criticalpath:default/a')).toBeUndefined();
  });

  it('remembers failures until there is an answer', async () => {
    const { store } = await createStore();
    const failure = { subject: 's', at: BEGIN, reason: 'no answer' };
    await store.saveOutcomes({ failed: [failure], answered: ['t'] });
    expect(await store.failures()).toEqual(new Map([['s', failure]]));
    await store.saveOutcomes({ failed: [], answered: ['s'] });
    expect(await store.failures()).toEqual(new Map());
  });

  it('finds the incidents that were open at some time of an interval', async () => {
    const { store } = await createStore();
    const incident = (name: string, opened: number, closed?: number) => ({
      id: name,
      guid: 'g',
      opened: BEGIN + opened,
      closed: closed === undefined ? undefined : BEGIN + closed,
      title: name,
      priority: 'critical' as const,
    });
    await store.saveIncidents([
      incident('before', 0, 50),
      incident('into', 0, 150),
      incident('open', 120),
      incident('after', 200),
    ]);
    await store.saveIncidents([incident('open', 120, 180)]);
    expect(
      await store.incidents({
        guids: ['g'],
        interval: { begin: BEGIN + 100, end: BEGIN + 200 },
      }),
    ).toEqual([incident('into', 0, 150), incident('open', 120, 180)]);
  });

  it('prunes minutes by signal, and everything of signals that nobody wants', async () => {
    const { store } = await createStore();
    await store.saveBuckets([
      bucket(),
      bucket({ begin: BEGIN + 60 }),
      bucket({ signal: 'gone' }),
      bucket({ resolution: 3600 }),
    ]);
    await store.saveProgress([
      { subject: 's', resolution: 60, from: BEGIN, to: BEGIN + 120 },
      { subject: 'gone', resolution: 60, from: BEGIN, to: BEGIN + 60 },
    ]);
    await store.prune({
      signals: new Map([['s', { keepMinutesFrom: BEGIN + 60 }]]),
      keepFrom: new Map([[3600, BEGIN]]),
      keepEventsFrom: BEGIN,
    });
    const left = async (resolution: number) =>
      (
        await store.buckets({
          signals: ['s', 'gone'],
          resolution,
          intervals: [{ begin: 0, end: BEGIN * 2 }],
        })
      ).map(({ signal, begin }) => `${signal} ${begin - BEGIN}`);
    expect(await left(60)).toEqual(['s 60']);
    expect(await left(3600)).toEqual(['s 0']);
    expect(await store.progress()).toEqual([
      { subject: 's', resolution: 60, from: BEGIN + 60, to: BEGIN + 120 },
    ]);
  });

  it('judges minutes by those a week before, in whatever order they come', async () => {
    const { store } = await createStore();
    const signal = {
      id: 's',
      accountId: 1,
      guid: 'g',
      transactions: ['t'],
      downBelow: 95,
    };
    const nothing = {
      valid: 0,
      bad: 0,
      p50: undefined,
      p95: undefined,
      p99: undefined,
    };
    const now = BEGIN + WEEK;
    const until = now + 300;
    // Good, bad, none although a week before there were some, none as a week before, not observed.
    await store.saveBuckets([
      bucket({ begin: now }),
      bucket({ begin: now + 60, bad: 6 }),
      bucket({ begin: now + 120, ...nothing }),
      bucket({ begin: now + 180, ...nothing }),
      bucket({ begin: now, resolution: 300, observed: 300 }),
    ]);
    const settle = (begin: number, end: number) =>
      settleUptime({ store, minutes: [{ signal, begin, end }], until });
    const uptimeOf = async (resolution: number) =>
      (
        await store.buckets({
          signals: ['s'],
          resolution,
          intervals: [{ begin: now, end: until }],
        })
      ).map(({ up, down }) => [up, down]);
    await settle(now, until);
    expect(await uptimeOf(60)).toEqual([
      [1, 0],
      [0, 1],
      [0, 0],
      [0, 0],
    ]);
    expect(await uptimeOf(300)).toEqual([[1, 1]]);

    await store.saveBuckets([
      bucket({ begin: BEGIN + 120 }),
      bucket({ begin: BEGIN + 180, ...nothing }),
    ]);
    await settle(BEGIN + 120, BEGIN + 240);
    expect(await uptimeOf(60)).toEqual([
      [1, 0],
      [0, 1],
      [0, 1],
      [0, 0],
    ]);
    expect(await uptimeOf(300)).toEqual([[1, 2]]);
  });
});
