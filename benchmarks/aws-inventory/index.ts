import type { DeferredEntity } from '@backstage/plugin-catalog-node';
import { atMost, median, type Benchmark } from '../benchmark';
import { accountIds, provisionedProducts, regions } from './company';
import { createPlainProvider } from './plainProvider';
import { startCatalog } from './startCatalog';
import { startStandIn } from './startStandIn';

const PORT = 27207;
const PROVIDER = 'benchmark';

/** How often it is synced without changes: each takes so little that one says little. */
const UNCHANGED_SYNCS = 9;

/** Part of the first sync's time that one without changes may take. */
const UNCHANGED_RATIO = 0.05;

const config = {
  aws: {
    mainAccount: {
      accessKeyId: 'AKIAROCKETSANDBOX001',
      secretAccessKey: 'rocket-sandbox-secret-access-key-0000000',
    },
    accountDefaults: { roleName: 'rocket-inventory-reader' },
  },
  catalog: {
    // Nothing is processed again while something else is measured.
    processingInterval: { hours: 24 },
    rules: [{ allow: ['Component', 'Resource'] }],
    providers: {
      awsServiceCatalog: {
        [PROVIDER]: {
          accounts: accountIds,
          regions,
          allowedOutputs: ['Url', 'Endpoint'],
        },
      },
    },
  },
};

interface Round {
  syncSeconds: number;
  giveSeconds: number;
  writes: number;
  requests: number;
}

const total = ({ syncSeconds, giveSeconds }: Round) =>
  syncSeconds + giveSeconds;

export const benchmark: Benchmark = {
  description: `${provisionedProducts} provisioned products over ${accountIds.length} accounts × ${regions.length} regions into the catalog, then again without changes; the same entities through a plain full-mutation provider`,

  async run({ report }) {
    const rocket = await measureRocket(report);
    const plain = await measurePlain(rocket.entities, report);
    return {
      figures: [
        {
          name: 'first sync, AWS to the snapshot',
          unit: 's',
          value: rocket.first.syncSeconds,
        },
        {
          name: 'first, entities given to the catalog',
          unit: 's',
          value: rocket.first.giveSeconds,
          peer: plain.first.giveSeconds,
        },
        {
          name: 'the catalog shows all of them after',
          unit: 's',
          value: rocket.showSeconds,
          peer: plain.showSeconds,
        },
        {
          name: 'unchanged sync, AWS to the snapshot',
          unit: 's',
          value: rocket.second.syncSeconds,
        },
        {
          name: 'unchanged, entities given to the catalog',
          unit: 's',
          value: rocket.second.giveSeconds,
          peer: plain.second.giveSeconds,
        },
        {
          name: 'catalog write statements, first',
          unit: '',
          value: rocket.first.writes,
          peer: plain.first.writes,
        },
        {
          name: 'catalog write statements, unchanged',
          unit: '',
          value: rocket.second.writes,
          peer: plain.second.writes,
        },
        {
          name: 'requests to AWS, first',
          unit: '',
          value: rocket.first.requests,
        },
        {
          name: 'requests to AWS, unchanged',
          unit: '',
          value: rocket.second.requests,
        },
        {
          name: 'entities',
          unit: '',
          value: rocket.entities.length,
          peer: plain.entities,
        },
      ],
      goals: [
        atMost('catalog write statements, unchanged', rocket.second.writes, 0),
        atMost(
          'time of an unchanged sync beside the first',
          total(rocket.second) / total(rocket.first),
          UNCHANGED_RATIO,
        ),
      ],
    };
  },
};

async function measureRocket(report: (progress: string) => void) {
  report('starting the stand-in of AWS');
  const aws = await startStandIn();
  process.env.AWS_ENDPOINT_URL_SERVICE_CATALOG = aws.url;
  process.env.AWS_ENDPOINT_URL_STS = aws.url;
  report('starting the catalog with Rocket’s module');
  const catalog = await startCatalog({
    port: PORT,
    config,
    features: [
      import('@rocket/plugin-catalog-backend-module-aws-service-catalog'),
    ],
  });
  const task = `aws-service-catalog:${PROVIDER}`;
  const scopes = accountIds.flatMap(account =>
    regions.map(region => `${task}:sync:${account}:${region}`),
  );
  /** All scopes at once, as the scheduler runs them, then what follows a sync. */
  const round = async (): Promise<Round> => {
    await aws.takeRequests();
    catalog.takeWrites();
    const syncSeconds = await secondsOf(() =>
      Promise.all(scopes.map(catalog.runTask)),
    );
    const giveSeconds = await secondsOf(() =>
      catalog.runTask(`${task}:reconcile`),
    );
    const counts = Object.values(await aws.takeRequests());
    return {
      syncSeconds,
      giveSeconds,
      writes: 0,
      requests: counts.reduce((sum, count) => sum + count, 0),
    };
  };
  try {
    report('first sync');
    const first = await round();
    const given = await catalog.countGiven();
    report(`waiting until the catalog shows ${given} entities`);
    const showSeconds = await secondsOf(() => catalog.untilShown(given));
    await catalog.untilQuiet();
    const entities = await readShownEntities(catalog.knex());
    first.writes = catalog.takeWrites();
    report(`${UNCHANGED_SYNCS} more syncs, without changes`);
    const unchanged: Round[] = [];
    for (let i = 0; i < UNCHANGED_SYNCS; i += 1) {
      const again = await round();
      await catalog.untilQuiet();
      unchanged.push({ ...again, writes: catalog.takeWrites() });
    }
    const second = medianOf(unchanged);
    return { first, second, showSeconds, entities };
  } finally {
    await catalog.stop();
  }
}

async function measurePlain(
  entities: DeferredEntity[],
  report: (progress: string) => void,
) {
  report('starting the catalog with the plain provider');
  const provider = createPlainProvider(entities);
  const catalog = await startCatalog({
    port: PORT,
    config: { catalog: { ...config.catalog, providers: {} } },
    features: [provider.feature],
  });
  try {
    report(`the same ${entities.length} entities`);
    const first = { giveSeconds: await secondsOf(provider.run), writes: 0 };
    const showSeconds = await secondsOf(() =>
      catalog.untilShown(entities.length),
    );
    await catalog.untilQuiet();
    first.writes = catalog.takeWrites();
    report(`the same ${UNCHANGED_SYNCS} times more`);
    const seconds: number[] = [];
    for (let i = 0; i < UNCHANGED_SYNCS; i += 1) {
      seconds.push(await secondsOf(provider.run));
    }
    await catalog.untilQuiet();
    const second = {
      giveSeconds: median(seconds),
      writes: catalog.takeWrites(),
    };
    return { first, second, showSeconds, entities: entities.length };
  } finally {
    await catalog.stop();
  }
}

/**
 * What the catalog shows, as a provider would give it: whole, since nothing merges
 * what a plain one leaves out, and without what the catalog adds by itself. What an
 * entity runs on is told in `spec.dependsOn`, so that the same relations come of it.
 */
async function readShownEntities(
  knex: ReturnType<Awaited<ReturnType<typeof startCatalog>>['knex']>,
): Promise<DeferredEntity[]> {
  const rows = await knex('final_entities')
    .join(
      'refresh_state',
      'refresh_state.entity_id',
      'final_entities.entity_id',
    )
    .whereNotNull('final_entity')
    .select('final_entity', 'location_key');
  return rows.map(row => {
    const { relations, status, metadata, spec, ...entity } = JSON.parse(
      row.final_entity,
    );
    const { uid, etag, ...given } = metadata;
    const dependsOn = relations
      .filter(({ type }: { type: string }) => type === 'dependsOn')
      .map(({ targetRef }: { targetRef: string }) => targetRef);
    return {
      entity: {
        ...entity,
        metadata: given,
        spec: dependsOn.length ? { ...spec, dependsOn } : spec,
      },
      locationKey: row.location_key ?? undefined,
    };
  });
}

/** Medians of the times; of what is counted the most, since none may write. */
function medianOf(rounds: readonly Round[]): Round {
  return {
    syncSeconds: median(rounds.map(round => round.syncSeconds)),
    giveSeconds: median(rounds.map(round => round.giveSeconds)),
    writes: Math.max(...rounds.map(round => round.writes)),
    requests: Math.max(...rounds.map(round => round.requests)),
  };
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}
