import {
  sourceNames,
  type CollectionState,
  type SourceName,
  type Stale,
} from '@rocket/plugin-reliability-scoreboard-common';
import type { Knex } from 'knex';
import { toStale } from './FactStore';
import type { CollectionRow, SourceRow } from './rows';

const onlyRow = 1;

/** How the collection over all services is doing; shared by all replicas. */
export class CollectionStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async started(options: { at: string }): Promise<void> {
    await this.#update({ started_at: options.at, finished_at: null });
  }

  /** The run is over; with `error` when any source failed. */
  async finished(options: {
    at: string;
    error?: string;
    catalogSize?: number;
  }): Promise<void> {
    const { at, error, catalogSize } = options;
    await this.#update({
      finished_at: at,
      ...(error === undefined
        ? { success_at: at, error_at: null, error: null }
        : { error_at: at, error }),
      ...(catalogSize === undefined ? {} : { catalog_size: catalogSize }),
    });
  }

  async catalogSize(): Promise<number | undefined> {
    return (await this.#row())?.catalog_size ?? undefined;
  }

  /** Notes what a source did; since when it is stale does not move. */
  async noteSource(options: {
    name: SourceName;
    at: string;
    failure?: string;
  }): Promise<Stale | undefined> {
    const { name, at, failure } = options;
    const before: SourceRow | undefined = await this.#knex<SourceRow>('sources')
      .where({ name })
      .first();
    const row: SourceRow =
      failure === undefined
        ? { name, observed_at: at, stale_since: null, stale_reason: null }
        : {
            name,
            observed_at: before?.observed_at ?? null,
            stale_since: before?.stale_since ?? at,
            stale_reason: failure,
          };
    await this.#knex<SourceRow>('sources')
      .insert(row)
      .onConflict('name')
      .merge();
    return toStale(row);
  }

  /**
   * @param options - `frequencyMillis`: time between two starts; `timeoutMillis`:
   * a run that began longer ago than this was cut off
   */
  async state(options: {
    now: number;
    frequencyMillis?: number;
    timeoutMillis: number;
    configured: boolean;
  }): Promise<CollectionState> {
    const { now, frequencyMillis, timeoutMillis, configured } = options;
    const row = await this.#row();
    const sources: SourceRow[] =
      await this.#knex<SourceRow>('sources').select();
    const startedAt = row?.started_at ?? undefined;
    const started = startedAt ? Date.parse(startedAt) : undefined;
    return {
      configured,
      running:
        started !== undefined &&
        row?.finished_at === null &&
        now - started < timeoutMillis,
      lastStartedAt: startedAt,
      lastSuccessAt: row?.success_at ?? undefined,
      lastError:
        row?.error_at && row.error !== null
          ? { at: row.error_at, message: row.error }
          : undefined,
      nextRunAt:
        started !== undefined && frequencyMillis !== undefined
          ? new Date(Math.max(now, started + frequencyMillis)).toISOString()
          : undefined,
      sources: sourceNames.flatMap(name => {
        const source = sources.find(other => other.name === name);
        return source
          ? [
              {
                name,
                observedAt: source.observed_at ?? undefined,
                stale: toStale(source),
              },
            ]
          : [];
      }),
    };
  }

  async #row(): Promise<CollectionRow | undefined> {
    return this.#knex<CollectionRow>('collection')
      .where({ id: onlyRow })
      .first();
  }

  async #update(changes: Partial<CollectionRow>): Promise<void> {
    await this.#knex('collection')
      .insert({ id: onlyRow, ...changes })
      .onConflict('id')
      .merge(changes);
  }
}
