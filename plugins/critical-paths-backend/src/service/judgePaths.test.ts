import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { CriticalPathEntity } from '@rocket/plugin-critical-paths-common';
import { application } from '../__testUtils__/fakeNewRelic';
import { DatabaseCriticalPathsStore } from '../database/DatabaseCriticalPathsStore';
import type { ComponentFacts } from './components';
import { judgePaths } from './judgePaths';
import { signalsOf } from './signals';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const UNTIL = Date.parse('2026-03-04T05:05:00Z') / 1000;
const WEEK = 7 * 24 * 3600;
const REF = 'criticalpath:default/checkout';

const component = (
  name: string,
  options: { dependsOn?: string[]; missing?: string } = {},
): ComponentFacts => ({
  entityRef: `component:default/${name}`,
  title: name,
  dependsOn: (options.dependsOn ?? []).map(
    other => `component:default/${other}`,
  ),
  annotations: {},
  newRelic: options.missing
    ? undefined
    : { guid: application(name).guid, accountId: 1 },
  missing: options.missing,
});

const step = (id: string, after: string[] = []) => ({
  id,
  component: `component:default/${id}`,
  transactions: ['t'],
  requirement: 'required' as const,
  after,
});

const entity: CriticalPathEntity = {
  apiVersion: 'rocket.dev/v1alpha1',
  kind: 'CriticalPath',
  metadata: { name: 'checkout' },
  spec: {
    owner: 'x',
    objectives: { successRate: 99.9, latency: { p95: 300 } },
    downBelow: 95,
    entry: 'gateway',
    steps: [step('gateway'), step('ledger', ['gateway'])],
    groups: [],
  },
};

/** Minutes before UNTIL from which on the ledger is slow, and the gateway with it. */
const SLOW_FOR = 20;

async function createStore(
  components: ComponentFacts[],
): Promise<DatabaseCriticalPathsStore> {
  const store = await DatabaseCriticalPathsStore.create({
    database: mockServices.database({ knex: await databases.init('SQLITE_3') }),
  });
  await store.replaceDefinitions({
    paths: [{ entityRef: REF, entity }],
    components,
  });
  return store;
}

/** Two hours of minutes, and the usual latency of a week before. */
async function observe(
  store: DatabaseCriticalPathsStore,
  components: ComponentFacts[],
  until: number,
) {
  const { steps } = signalsOf(
    entity,
    new Map(components.map(facts => [facts.entityRef, facts])),
  );
  const usual = { gateway: 100, ledger: 40 };
  for (const [id, signal] of steps) {
    const usualP95 = usual[id as keyof typeof usual];
    const bucket = (begin: number, resolution: number, p95: number) => ({
      signal: signal.id,
      resolution,
      begin,
      observed: resolution,
      valid: 1000,
      bad: 0,
      p50: p95 / 2,
      p95,
      p99: p95 * 2,
    });
    const begin = until - 7200;
    await store.saveBuckets([
      ...Array.from({ length: 120 }, (_, index) =>
        bucket(
          begin + index * 60,
          60,
          usualP95 + (index >= 120 - SLOW_FOR ? 400 : 0),
        ),
      ),
      ...Array.from({ length: 25 }, (_, index) =>
        bucket(begin - WEEK + index * 300 - (begin % 300), 300, usualP95),
      ),
    ]);
    await store.saveProgress([
      { subject: signal.id, resolution: 60, from: begin, to: until },
    ]);
    await store.saveSpans(
      [false, true].map(previous => ({
        signal: signal.id,
        range: '1h' as const,
        previous,
        end: until,
        // The ledger is 30 ms slower than a week ago, the gateway 40: 10 of its own.
        mean:
          usualP95 / 2 +
          (previous ? 0 : ({ gateway: 40, ledger: 30 }[id] ?? 0)),
      })),
    );
  }
}

describe('judging paths', () => {
  const components = [
    component('gateway', { dependsOn: ['ledger'] }),
    component('ledger'),
  ];

  it('finds the step to blame, its deployment, and its part of the added time', async () => {
    const store = await createStore(components);
    await observe(store, components, UNTIL);
    const since = UNTIL - SLOW_FOR * 60;
    const { guid } = application('ledger');
    await store.saveDeployments([
      { id: '1', guid, at: since - 3600, version: 'v2.13' },
      { id: '2', guid, at: since - 150, version: 'v2.14' },
    ]);
    await judgePaths({ store, until: UNTIL });
    expect((await store.path(REF))?.state).toEqual({
      at: UNTIL,
      status: 'degraded',
      since,
      reason:
        'ledger answers slowly: p95 440 ms, more than twice that of a week ago, since 3 minutes after its deployment v2.14; 75 % of the added time is there.',
      steps: {
        gateway: {
          status: 'degraded',
          since,
          reason:
            'gateway answers slowly: p95 500 ms, the objective is 300 ms.',
        },
        ledger: {
          status: 'degraded',
          since,
          reason:
            'ledger answers slowly: p95 440 ms, more than twice that of a week ago.',
        },
      },
    });
  });

  it('keeps the status of a source that fell silent, and remembers since when it holds', async () => {
    const store = await createStore(components);
    await observe(store, components, UNTIL);
    await judgePaths({ store, until: UNTIL });
    const before = (await store.path(REF))?.state;
    // So long that the beginning is out of sight.
    await judgePaths({ store, until: UNTIL + 11 * 3600 });
    await judgePaths({ store, until: UNTIL + 30 * 3600 });
    const after = (await store.path(REF))?.state;
    expect(after?.status).toBe('degraded');
    expect(after?.since).toBe(before?.since);
    expect(after?.at).toBe(UNTIL);
  });

  it('is unknown, with the reason, when a required step cannot be observed', async () => {
    const incomplete = [
      component('gateway'),
      component('ledger', { missing: 'it has no annotation' }),
    ];
    const store = await createStore(incomplete);
    await judgePaths({ store, until: UNTIL });
    expect((await store.path(REF))?.state).toEqual({
      status: 'unknown',
      reason:
        'Nothing is known about gateway: its first numbers are on their way. ledger is unknown too.',
      steps: {
        gateway: {
          status: 'unknown',
          reason: 'Its first numbers are on their way.',
        },
        ledger: { status: 'unknown', reason: 'It has no annotation.' },
      },
    });
    const only = await createStore([]);
    await judgePaths({ store: only, until: UNTIL });
    expect((await only.path(REF))?.state?.steps.ledger.reason).toBe(
      'The catalog has no component:default/ledger.',
    );
  });
});
