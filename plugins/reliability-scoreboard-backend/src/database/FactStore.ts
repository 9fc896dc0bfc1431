import type {
  Observed,
  ServiceFacts,
  Stale,
} from '@rocket/plugin-reliability-scoreboard-common';
import type { Knex } from 'knex';
import type { RememberedJoin } from '../collectors/entities';
import type { FactRow, JoinRow } from './rows';
import { upsert } from './upsert';

export const families = [
  'entity',
  'quality',
  'coverage',
  'alerts',
  'recovery',
] as const satisfies Array<keyof ServiceFacts>;

/** The last good answers, with their age. */
export class FactStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Facts by entity reference; all services when none is named. */
  async read(entityRef?: string): Promise<Map<string, ServiceFacts>> {
    const query = this.#knex<FactRow>('facts').select();
    const rows: FactRow[] = await (entityRef === undefined
      ? query
      : query.where({ entity_ref: entityRef }));
    const facts = new Map<string, ServiceFacts>();
    for (const row of rows) {
      const own = facts.get(row.entity_ref) ?? noFacts();
      // The family is one of ours, and its value was written by `write`.
      Object.assign(own, { [row.family]: toObserved(row) });
      facts.set(row.entity_ref, own);
    }
    return facts;
  }

  async write(facts: ReadonlyMap<string, ServiceFacts>): Promise<void> {
    const rows: FactRow[] = [];
    for (const [entityRef, own] of facts) {
      for (const family of families) {
        const { value, observedAt, stale } = own[family];
        rows.push({
          entity_ref: entityRef,
          family,
          value: value === undefined ? null : JSON.stringify(value),
          observed_at: observedAt ?? null,
          stale_since: stale?.since ?? null,
          stale_reason: stale?.reason ?? null,
        });
      }
    }
    await upsert(this.#knex, {
      table: 'facts',
      key: ['entity_ref', 'family'],
      rows,
    });
  }

  async readJoins(): Promise<Map<string, RememberedJoin>> {
    const rows: JoinRow[] = await this.#knex<JoinRow>('joins').select();
    return new Map(
      rows.map(row => [
        row.entity_ref,
        { lookedFor: row.looked_for, guid: row.guid },
      ]),
    );
  }

  async writeJoins(joins: ReadonlyMap<string, RememberedJoin>): Promise<void> {
    await upsert<JoinRow>(this.#knex, {
      table: 'joins',
      key: ['entity_ref'],
      rows: [...joins].map(([entityRef, { lookedFor, guid }]) => ({
        entity_ref: entityRef,
        looked_for: lookedFor,
        guid,
      })),
    });
  }
}

export function noFacts(): ServiceFacts {
  return { entity: {}, quality: {}, coverage: {}, alerts: {}, recovery: {} };
}

function toObserved(row: FactRow): Observed<unknown> {
  return {
    value: row.value === null ? undefined : JSON.parse(row.value),
    observedAt: row.observed_at ?? undefined,
    stale: toStale(row),
  };
}

export function toStale(row: {
  stale_since: string | null;
  stale_reason: string | null;
}): Stale | undefined {
  return row.stale_since === null
    ? undefined
    : { since: row.stale_since, reason: row.stale_reason ?? '' };
}
