import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { resolve } from 'node:path';
import { configure, provisioned } from '../__testUtils__/inventory';
import { DatabaseInventoryStore } from '../database/DatabaseInventoryStore';
import { DatabaseSnapshotStore } from '../database/DatabaseSnapshotStore';
import { MissingOwners } from '../database/MissingOwners';
import { entityRefreshKey } from '../model/refreshKeys';
import { Reconciler } from './Reconciler';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const MINUTE = 60_000;

const service = (status: string) =>
  provisioned('limits-production', { status, tags: { service: 'limits' } });

/** A reconciliation over a database of its own, with the catalog's side in the test's hand. */
async function setUp() {
  const knex = await databases.init('SQLITE_3');
  await knex.migrate.latest({
    directory: resolve(__dirname, '../../migrations'),
    tableName: 'aws_service_catalog__knex_migrations',
  });
  const config = configure();
  const { accountId, region, item } = service('AVAILABLE');
  const snapshot = new DatabaseSnapshotStore(knex);
  const inventory = new DatabaseInventoryStore(knex);
  const connection = { applyMutation: vi.fn(), refresh: vi.fn() };
  let shown = 0;
  const reconciler = new Reconciler({
    config,
    scopes: [{ accountId, region }],
    snapshot,
    inventory,
    missingOwners: new MissingOwners({ knex, graceMillis: 0 }),
    readDeclarations: async () => ({ entities: [], owners: new Set() }),
    countShown: async () => shown,
    logger: mockServices.logger.mock(),
  });
  return {
    connection,
    run: (signal = new AbortController().signal) =>
      reconciler.run(connection, signal),
    list: (status: string) =>
      snapshot.applyListing(
        config,
        { accountId, region },
        { items: [service(status).item], at: new Date() },
      ),
    show: (count: number) => {
      shown = count;
    },
    statuses: async () =>
      (await inventory.placementsOf([item.arn])).map(
        ({ deployment }) => deployment.status,
      ),
    clear: () => vi.clearAllMocks(),
  };
}

describe('Reconciler', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('does nothing a second time', async () => {
    const { connection, list, run, show, clear } = await setUp();
    await list('AVAILABLE');
    await run();
    expect(connection.applyMutation).toHaveBeenCalledWith(
      expect.objectContaining({ type: 'full' }),
    );
    show(2);
    clear();
    await run();
    await run();
    expect(connection.applyMutation).not.toHaveBeenCalled();
    expect(connection.refresh).not.toHaveBeenCalled();
  });

  it('still tells the catalog what changed before it failed', async () => {
    const { connection, list, run, show, clear } = await setUp();
    await list('AVAILABLE');
    await run();
    show(2);
    clear();
    await list('TAINTED');
    connection.applyMutation.mockRejectedValueOnce(new Error('deadlock'));
    await expect(run()).rejects.toThrow('deadlock');
    expect(connection.refresh).not.toHaveBeenCalled();
    await run();
    expect(connection.refresh).toHaveBeenCalledWith({
      keys: [entityRefreshKey('component:default/limits')],
    });
    clear();
    await run();
    expect(connection.refresh).not.toHaveBeenCalled();
  });

  it('is done anew after it failed, though AWS is as it was before', async () => {
    const { connection, list, run, show, statuses } = await setUp();
    await list('AVAILABLE');
    await run();
    show(2);
    await list('TAINTED');
    connection.applyMutation.mockRejectedValueOnce(new Error('deadlock'));
    await expect(run()).rejects.toThrow('deadlock');
    expect(await statuses()).toEqual(['TAINTED']);
    await list('AVAILABLE');
    await run();
    expect(await statuses()).toEqual(['AVAILABLE']);
  });

  it('stops between two steps when it is told to', async () => {
    const { connection, list, run } = await setUp();
    await list('AVAILABLE');
    await expect(run(AbortSignal.abort())).rejects.toThrow();
    expect(connection.applyMutation).not.toHaveBeenCalled();
    await run();
    expect(connection.applyMutation).toHaveBeenCalledTimes(1);
    expect(connection.refresh).toHaveBeenCalledTimes(1);
  });

  it('sends all again when the catalog is at rest without all of it', async () => {
    const { connection, list, run, show, clear } = await setUp();
    await list('AVAILABLE');
    await run();
    show(2);
    await run();
    clear();

    vi.setSystemTime(5 * MINUTE);
    show(1);
    await run();
    await run();
    expect(connection.applyMutation).not.toHaveBeenCalled();

    vi.setSystemTime(10 * MINUTE);
    show(0);
    await run(); // still moving
    expect(connection.applyMutation).not.toHaveBeenCalled();
    await run();
    expect(connection.applyMutation).toHaveBeenCalledWith(
      expect.objectContaining({ type: 'full' }),
    );
    clear();
    await run();
    expect(connection.applyMutation).not.toHaveBeenCalled();
  });
});
