import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { Counts, TimeRange } from '@rocket/plugin-critical-paths-common';
import type { Knex } from 'knex';
import type { ComponentFacts } from '../service/components';
import type { StoredState } from '../service/storedState';
import type {
  Bucket,
  CriticalPathsStore,
  Deployment,
  Failure,
  Incident,
  ObservedBucket,
  Progress,
  SpanLatency,
  StoredPath,
} from './CriticalPathsStore';
import {
  readDeployments,
  readIncidents,
  saveDeployments,
  saveIncidents,
} from './changes';
import { pruneDatabase } from './prune';
import {
  toBucket,
  toSpan,
  type BucketRow,
  type FailureRow,
  type ProgressRow,
  type SpanRow,
} from './rows';
import { BATCH, upsert } from './upsert';

interface PathRow {
  entity_ref: string;
  entity: string;
  state: string | null;
}

/** Keeps everything in the plugin's own database, so that any number of replicas sees the same. */
export class DatabaseCriticalPathsStore implements CriticalPathsStore {
  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseCriticalPathsStore> {
    const client = await options.database.getClient();
    if (!options.database.migrations?.skip) {
      await client.migrate.latest({
        directory: resolvePackagePath(
          '@rocket/plugin-critical-paths-backend',
          'migrations',
        ),
      });
    }
    return new DatabaseCriticalPathsStore(client);
  }

  private constructor(private readonly client: Knex) {}

  async replaceDefinitions({
    paths,
    components,
  }: Parameters<CriticalPathsStore['replaceDefinitions']>[0]): Promise<void> {
    await this.client.transaction(async tx => {
      await upsert(
        tx,
        'path',
        paths.map(({ entityRef, entity }) => ({
          entity_ref: entityRef,
          entity: JSON.stringify(entity),
        })),
        { key: ['entity_ref'], merge: ['entity'] },
      );
      await tx('path')
        .whereNotIn(
          'entity_ref',
          paths.map(({ entityRef }) => entityRef),
        )
        .delete();
      await upsert(
        tx,
        'component',
        components.map(facts => ({
          entity_ref: facts.entityRef,
          facts: JSON.stringify(facts),
        })),
        { key: ['entity_ref'], merge: ['facts'] },
      );
      await tx('component')
        .whereNotIn(
          'entity_ref',
          components.map(({ entityRef }) => entityRef),
        )
        .delete();
    });
  }

  async paths(): Promise<StoredPath[]> {
    const rows = await this.client<PathRow>('path').orderBy('entity_ref');
    return rows.map(toPath);
  }

  async path(entityRef: string): Promise<StoredPath | undefined> {
    const row = await this.client<PathRow>('path')
      .where({ entity_ref: entityRef })
      .first();
    return row && toPath(row);
  }

  async components(): Promise<Map<string, ComponentFacts>> {
    const rows = await this.client<{ entity_ref: string; facts: string }>(
      'component',
    ).select();
    return new Map(
      rows.map(row => [
        row.entity_ref,
        JSON.parse(row.facts) as ComponentFacts,
      ]),
    );
  }

  async saveStates(states: ReadonlyMap<string, StoredState>): Promise<void> {
    for (const [entityRef, state] of states) {
      await this.client('path')
        .where({ entity_ref: entityRef })
        .update({ state: JSON.stringify(state) });
    }
  }

  async saveBuckets(buckets: ObservedBucket[]): Promise<void> {
    await upsert(
      this.client,
      'bucket',
      buckets.map(bucket => ({
        signal: bucket.signal,
        resolution: bucket.resolution,
        begin: bucket.begin,
        observed: bucket.observed,
        valid: bucket.valid,
        bad: bucket.bad,
        p50: bucket.p50 ?? null,
        p95: bucket.p95 ?? null,
        p99: bucket.p99 ?? null,
      })),
      {
        key: ['signal', 'resolution', 'begin'],
        merge: ['observed', 'valid', 'bad', 'p50', 'p95', 'p99'],
      },
    );
  }

  async saveUptime(buckets: Bucket[]): Promise<void> {
    await upsert(
      this.client,
      'bucket',
      buckets.map(({ p50, p95, p99, ...bucket }) => bucket),
      { key: ['signal', 'resolution', 'begin'], merge: ['up', 'down'] },
    );
  }

  async buckets({
    signals,
    resolution,
    intervals,
  }: Parameters<CriticalPathsStore['buckets']>[0]): Promise<Bucket[]> {
    const rows = await this.client<BucketRow>('bucket')
      .whereIn('signal', signals)
      .where({ resolution })
      .where(query => {
        for (const { begin, end } of intervals) {
          void query.orWhere(either =>
            either.where('begin', '>=', begin).where('begin', '<', end),
          );
        }
      })
      .orderBy('begin');
    return rows.map(toBucket);
  }

  async sums({
    signals,
    resolution,
    interval,
  }: Parameters<CriticalPathsStore['sums']>[0]): Promise<Map<string, Counts>> {
    const rows = await this.client<BucketRow>('bucket')
      .select('signal')
      .sum({ valid: 'valid', bad: 'bad' })
      .whereIn('signal', signals)
      .where({ resolution })
      .where('begin', '>=', interval.begin)
      .where('begin', '<', interval.end)
      .groupBy('signal');
    return new Map(
      rows.map(row => [
        String(row.signal),
        { valid: Number(row.valid), bad: Number(row.bad) },
      ]),
    );
  }

  async saveSpans(spans: SpanLatency[]): Promise<void> {
    await upsert(
      this.client,
      'span',
      spans.map(span => ({
        signal: span.signal,
        range: span.range,
        previous: span.previous,
        end: span.end,
        mean: span.mean ?? null,
        requests: span.requests ?? null,
        external: span.external ?? null,
        p50: span.p50 ?? null,
        p95: span.p95 ?? null,
        p99: span.p99 ?? null,
      })),
      { key: ['signal', 'range', 'previous'] },
    );
  }

  async spans({
    signals,
    range,
  }: {
    signals: readonly string[];
    range?: TimeRange;
  }): Promise<SpanLatency[]> {
    const query = this.client<SpanRow>('span').whereIn('signal', signals);
    const rows = await (range ? query.where({ range }) : query);
    return rows.map(toSpan);
  }

  async saveProgress(progress: Progress[]): Promise<void> {
    await upsert(this.client, 'progress', progress, {
      key: ['subject', 'resolution'],
    });
  }

  async progress(): Promise<Progress[]> {
    const rows = await this.client<ProgressRow>('progress').select();
    return rows.map(row => ({
      ...row,
      from: Number(row.from),
      to: Number(row.to),
    }));
  }

  async saveOutcomes({
    failed,
    answered,
  }: {
    failed: Failure[];
    answered: readonly string[];
  }): Promise<void> {
    await upsert(this.client, 'failure', failed, { key: ['subject'] });
    for (let from = 0; from < answered.length; from += BATCH) {
      await this.client('failure')
        .whereIn('subject', answered.slice(from, from + BATCH))
        .delete();
    }
  }

  async failures(): Promise<Map<string, Failure>> {
    const rows = await this.client<FailureRow>('failure').select();
    return new Map(
      rows.map(row => [row.subject, { ...row, at: Number(row.at) }]),
    );
  }

  async saveDeployments(deployments: Deployment[]): Promise<void> {
    await saveDeployments(this.client, deployments);
  }

  async deployments(
    options: Parameters<CriticalPathsStore['deployments']>[0],
  ): Promise<Deployment[]> {
    return readDeployments(this.client, options);
  }

  async saveIncidents(incidents: Incident[]): Promise<void> {
    await saveIncidents(this.client, incidents);
  }

  async incidents(
    options: Parameters<CriticalPathsStore['incidents']>[0],
  ): Promise<Incident[]> {
    return readIncidents(this.client, options);
  }

  async prune(
    options: Parameters<CriticalPathsStore['prune']>[0],
  ): Promise<void> {
    await pruneDatabase(this.client, options);
  }
}

function toPath(row: PathRow): StoredPath {
  return {
    entityRef: row.entity_ref,
    entity: JSON.parse(row.entity) as StoredPath['entity'],
    state:
      row.state === null ? undefined : (JSON.parse(row.state) as StoredState),
  };
}
