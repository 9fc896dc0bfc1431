import { Knex } from 'knex';
import { Scope } from '../model/items';

const REFRESHES = 'aws_service_catalog__refreshes';

interface RefreshRow {
  provider_id: string;
  account_id: string;
  region: string;
  asked_at: string;
}

/**
 * Lets a scope be refreshed once in a while, over all replicas: AWS publishes no
 * rates for Service Catalog, and they are low.
 */
export class RefreshLimiter {
  private readonly knex: Knex;
  private readonly intervalMillis: number;
  private readonly now: () => number;

  constructor(options: {
    knex: Knex;
    intervalMillis: number;
    /** epoch milliseconds */
    now?: () => number;
  }) {
    this.knex = options.knex;
    this.intervalMillis = options.intervalMillis;
    this.now = options.now ?? Date.now;
  }

  /** Takes the turn and answers 0, or answers in how many milliseconds there is one. */
  async take(providerId: string, scope: Scope): Promise<number> {
    const now = this.now();
    const key = {
      provider_id: providerId,
      account_id: scope.accountId,
      region: scope.region,
    };
    const asked_at = new Date(now).toISOString();
    // Either statement gives the turn to one caller only, whoever else asks meanwhile.
    const updated = await this.knex<RefreshRow>(REFRESHES)
      .where(key)
      .where(
        'asked_at',
        '<=',
        new Date(now - this.intervalMillis).toISOString(),
      )
      .update({ asked_at });
    if (updated > 0) {
      return 0;
    }
    const inserted = await this.knex<RefreshRow>(REFRESHES)
      .insert({ ...key, asked_at })
      .onConflict(['provider_id', 'account_id', 'region'])
      .ignore()
      .returning('asked_at');
    if (inserted.length > 0) {
      return 0;
    }
    const row = await this.knex<RefreshRow>(REFRESHES).where(key).first();
    const waited = row ? now - Date.parse(row.asked_at) : 0;
    return Math.max(1, this.intervalMillis - waited);
  }
}
