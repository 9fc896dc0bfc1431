import { TestDatabases } from '@backstage/backend-test-utils';
import { rules } from '@rocket/plugin-reliability-scoreboard-common';
import { known, scoreOf, succeeding } from '../__testUtils__/scores';
import { CollectionStore } from './CollectionStore';
import { FactStore, noFacts } from './FactStore';
import { migrate } from './migrate';
import { queryScores, summariseScores } from './queryScores';
import { ScoreStore } from './ScoreStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_16'] });
const experiment = { lifecycle: 'experimental' };
const path = {
  entityRef: 'criticalpath:default/card-authorization',
  title: 'Card authorization',
  requirement: 'required' as const,
};

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  async function setup() {
    const knex = await databases.init(databaseId);
    await migrate(knex);
    return {
      knex,
      facts: new FactStore(knex),
      scores: new ScoreStore(knex),
      collection: new CollectionStore(knex),
    };
  }

  it('migrates down and up again', async () => {
    const { knex, scores } = await setup();
    const directory = `${__dirname}/../../migrations`;
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('scores')).toBe(false);
    await knex.migrate.latest({ directory });
    await scores.write([scoreOf('limits')]);
    expect(await scores.find('component:default/limits')).toBeDefined();
  });

  it('gives facts back as they were, stale ones with their reason', async () => {
    const { facts } = await setup();
    const stale = { since: '2026-11-24T10:42:00.000Z', reason: 'No answer' };
    const own = {
      ...noFacts(),
      ...succeeding(0.99),
      coverage: { stale },
    };
    await facts.write(new Map([['component:default/limits', own]]));
    await facts.write(new Map([['component:default/other', noFacts()]]));
    expect((await facts.read('component:default/limits')).size).toBe(1);
    const read = await facts.read();
    expect(read.size).toBe(2);
    expect(read.get('component:default/limits')).toMatchObject(own);

    const join = { lookedFor: '["limits",null]', guid: 'G' };
    await facts.writeJoins(new Map([['component:default/limits', join]]));
    await facts.writeJoins(new Map());
    expect(await facts.readJoins()).toEqual(
      new Map([['component:default/limits', join]]),
    );
  });

  it('filters, sorts and pages scores', async () => {
    const { knex, scores } = await setup();
    await scores.write([
      scoreOf('ledger-writer', {
        service: { owner: 'group:default/ledger', paths: [path] },
        facts: succeeding(0.98),
      }),
      scoreOf('limits', { facts: succeeding(0.999) }),
      scoreOf('pix_gateway', { service: { language: 'go' } }),
      scoreOf('cashback-lab', { service: experiment, facts: known('lab') }),
    ]);
    const names = async (query: Parameters<typeof queryScores>[1]) =>
      (await queryScores(knex, query)).items.map(({ title }) => title);

    expect(await names({})).toEqual([
      'cashback-lab',
      'ledger-writer',
      'limits',
      'pix_gateway',
    ]);
    expect(await names({ sort: 'quality' })).toEqual([
      'ledger-writer',
      'limits',
      'cashback-lab',
      'pix_gateway',
    ]);
    expect(await names({ sort: 'quality', order: 'desc' })).toEqual([
      'limits',
      'ledger-writer',
      'cashback-lab',
      'pix_gateway',
    ]);
    expect(await names({ sort: 'level', order: 'desc', limit: 1 })).toEqual([
      'cashback-lab',
    ]);
    expect(await queryScores(knex, { offset: 1, limit: 2 })).toMatchObject({
      totalItems: 4,
      items: [{ title: 'ledger-writer' }, { title: 'limits' }],
    });
    expect(await names({ owner: ['group:default/ledger'] })).toEqual([
      'ledger-writer',
    ]);
    expect(await names({ tier: [0] })).toEqual(['ledger-writer']);
    expect(await names({ path: [path.entityRef] })).toEqual(['ledger-writer']);
    expect(await names({ language: ['go', 'cobol'] })).toEqual(['pix_gateway']);
    expect(await names({ level: ['bronze'] })).toEqual(['cashback-lab']);
    expect(await names({ level: ['none', 'gold'] })).toHaveLength(3);
    expect(await names({ outcome: ['quality.fail'] })).toEqual([
      'ledger-writer',
    ]);
    expect(
      await names({ outcome: ['quality.fail', 'recovery.not-required'] }),
    ).toEqual(['cashback-lab', 'ledger-writer']);
    expect(await names({ search: 'LEDGER writer' })).toEqual(['ledger-writer']);
    expect(await names({ search: 'x_g' })).toEqual(['pix_gateway']);
    expect(await names({ search: '%' })).toEqual([]);
  });

  it('sorts titles as people do, whatever their case', async () => {
    const { knex, scores } = await setup();
    await scores.write(
      ['wallet', 'Zebra', 'Atm', 'api'].map(title => scoreOf(title)),
    );
    const titles = async (order: 'asc' | 'desc') =>
      (await queryScores(knex, { sort: 'title', order })).items.map(
        ({ title }) => title,
      );
    expect(await titles('asc')).toEqual(['api', 'Atm', 'wallet', 'Zebra']);
    expect(await titles('desc')).toEqual(['Zebra', 'wallet', 'Atm', 'api']);
  });

  it('replaces scores, moves paths and keeps one point a day', async () => {
    const { knex, scores } = await setup();
    const entityRef = 'component:default/lab';
    const write = (now: string, bronze: boolean, paths = [path]) =>
      scores.write([
        scoreOf('lab', {
          now,
          service: bronze ? experiment : { paths },
          facts: bronze ? known('lab') : {},
        }),
      ]);
    await write('2026-11-16T08:00:00.000Z', false);
    await write('2026-11-17T08:00:00.000Z', false);
    await write('2026-11-24T08:00:00.000Z', false);
    expect(
      (await summariseScores(knex, { weekAgo: '2026-11-17' })).filters.paths,
    ).toEqual([{ entityRef: path.entityRef, title: path.title }]);
    await write('2026-11-24T09:00:00.000Z', true);

    const history = await scores.history({
      entityRefs: [entityRef, 'component:default/none'],
      since: '2026-11-17',
    });
    expect(history.get('component:default/none')).toEqual([]);
    expect(history.get(entityRef)).toEqual([
      {
        date: '2026-11-17',
        level: undefined,
        passed: 0,
        required: rules.length,
      },
      { date: '2026-11-24', level: 'bronze', passed: 3, required: 3 },
    ]);
    expect(await summariseScores(knex, { weekAgo: '2026-11-17' })).toEqual({
      services: 1,
      levels: { gold: 0, silver: 0, bronze: 1, none: 0 },
      withoutData: 0,
      fastLane: 1,
      week: { rose: 1, fell: 0 },
      filters: {
        owners: ['group:default/cards'],
        tiers: [2],
        languages: ['java'],
        lifecycles: ['experimental'],
        paths: [],
      },
    });
    await scores.forgetHistoryBefore('2026-11-24');
    expect(
      (
        await scores.history({ entityRefs: [entityRef], since: '2000-01-01' })
      ).get(entityRef),
    ).toHaveLength(1);
    await scores.keepOnly(new Set(['component:default/other']));
    expect(await scores.find(entityRef)).toBeUndefined();
  });

  it('knows since when a source fails, and when it runs next', async () => {
    const { collection } = await setup();
    const at = (minute: number) =>
      new Date(Date.UTC(2026, 10, 24, 12, minute)).toISOString();
    const state = (minute: number) =>
      collection.state({
        now: Date.parse(at(minute)),
        frequencyMillis: 10 * 60_000,
        timeoutMillis: 5 * 60_000,
        configured: true,
      });
    expect(await state(0)).toEqual({
      configured: true,
      running: false,
      sources: [],
    });

    await collection.started({ at: at(0) });
    expect((await state(1)).running).toBe(true);
    // Nothing lasts longer than its time-out: the process was killed.
    expect((await state(6)).running).toBe(false);

    await collection.noteSource({ name: 'quality', at: at(1) });
    await collection.finished({ at: at(1), catalogSize: 45 });
    expect(await collection.catalogSize()).toBe(45);
    await collection.started({ at: at(10) });
    for (const minute of [11, 21]) {
      await collection.noteSource({
        name: 'quality',
        at: at(minute),
        failure: 'No answer',
      });
    }
    await collection.finished({ at: at(21), error: 'quality: No answer' });
    expect(await state(22)).toEqual({
      configured: true,
      running: false,
      lastStartedAt: at(10),
      lastSuccessAt: at(1),
      lastError: { at: at(21), message: 'quality: No answer' },
      nextRunAt: at(22),
      sources: [
        {
          name: 'quality',
          observedAt: at(1),
          stale: { since: at(11), reason: 'No answer' },
        },
      ],
    });
    await collection.noteSource({ name: 'quality', at: at(30) });
    await collection.finished({ at: at(30) });
    expect(await state(31)).toMatchObject({
      lastError: undefined,
      sources: [{ observedAt: at(30), stale: undefined }],
    });
  });
});
