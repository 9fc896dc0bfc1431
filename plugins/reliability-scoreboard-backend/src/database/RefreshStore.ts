import type { Knex } from 'knex';
import type { RefreshRow } from './rows';

/** When single services were last refreshed, in all replicas together. */
export class RefreshStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Takes the right to refresh a service, unless it was taken within the
   * interval; of those who ask at once, one gets it.
   *
   * @param options - `now` in epoch milliseconds
   * @returns milliseconds to wait; 0 when the right is taken
   */
  async take(options: {
    entityRef: string;
    now: number;
    intervalMillis: number;
  }): Promise<number> {
    const { entityRef, now, intervalMillis } = options;
    const iso = (millis: number) => new Date(millis).toISOString();
    const taken: unknown[] = await this.#knex<RefreshRow>('refreshes')
      .insert({ entity_ref: entityRef, asked_at: iso(now) })
      .onConflict('entity_ref')
      .merge()
      .where('refreshes.asked_at', '<=', iso(now - intervalMillis))
      .returning('entity_ref');
    if (taken.length > 0) {
      return 0;
    }
    const row: RefreshRow | undefined = await this.#knex<RefreshRow>(
      'refreshes',
    )
      .where({ entity_ref: entityRef })
      .first();
    return row
      ? Math.max(1, Date.parse(row.asked_at) + intervalMillis - now)
      : intervalMillis;
  }
}
