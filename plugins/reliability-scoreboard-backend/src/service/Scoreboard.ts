import { NotFoundError } from '@backstage/errors';
import type {
  CollectionState,
  Score,
  ServiceDetail,
  ServiceList,
  ServiceListQuery,
  Summary,
} from '@rocket/plugin-reliability-scoreboard-common';
import type { Knex } from 'knex';
import type { CollectionStore } from '../database/CollectionStore';
import { queryScores, summariseScores } from '../database/queryScores';
import type { ScoreStore } from '../database/ScoreStore';

const dayMillis = 24 * 60 * 60 * 1000;
const trendDays = 28;
const historyDays = 365;
const defaultPage = 50;

/** Reads what was stored; never waits for New Relic. */
export class Scoreboard {
  readonly #knex: Knex;
  readonly #scores: ScoreStore;
  readonly #collection: CollectionStore;
  readonly #schedule: Parameters<CollectionStore['state']>[0];
  readonly #clock: () => number;

  constructor(options: {
    knex: Knex;
    scores: ScoreStore;
    collection: CollectionStore;
    frequencyMillis?: number;
    timeoutMillis: number;
    /** Whether New Relic has any account. */
    configured: boolean;
    /** Epoch milliseconds. */
    clock?: () => number;
  }) {
    this.#knex = options.knex;
    this.#scores = options.scores;
    this.#collection = options.collection;
    this.#clock = options.clock ?? Date.now;
    this.#schedule = {
      now: 0,
      frequencyMillis: options.frequencyMillis,
      timeoutMillis: options.timeoutMillis,
      configured: options.configured,
    };
  }

  /** One page. */
  async list(query: ServiceListQuery): Promise<ServiceList> {
    const { items, totalItems } = await queryScores(this.#knex, {
      ...query,
      limit: query.limit ?? defaultPage,
    });
    const trends = await this.#scores.history({
      entityRefs: items.map(({ entityRef }) => entityRef),
      since: this.#daysAgo(trendDays - 1),
    });
    return {
      totalItems,
      items: items.map(score => {
        const {
          rules: _rules,
          newRelic: _newRelic,
          errorBudget: _errorBudget,
          recovery: _recovery,
          standardAlerts: _standardAlerts,
          ...row
        } = score;
        return { ...row, trend: trends.get(score.entityRef) ?? [] };
      }),
    };
  }

  /** All that the filters leave, without pages. */
  async listAll(query: ServiceListQuery): Promise<Score[]> {
    const { items } = await queryScores(this.#knex, {
      ...query,
      offset: undefined,
      limit: undefined,
    });
    return items;
  }

  /** @throws NotFoundError when the service has no score */
  async detail(entityRef: string): Promise<ServiceDetail> {
    const score = await this.#scores.find(entityRef);
    if (!score) {
      throw new NotFoundError(`${entityRef} has no score`);
    }
    const histories = await this.#scores.history({
      entityRefs: [entityRef],
      since: this.#daysAgo(historyDays),
    });
    const history = histories.get(entityRef) ?? [];
    const trendSince = this.#daysAgo(trendDays);
    return {
      ...score,
      history,
      trend: history.filter(({ date }) => date > trendSince),
    };
  }

  async summary(): Promise<Summary> {
    const [summary, collection] = await Promise.all([
      summariseScores(this.#knex, { weekAgo: this.#daysAgo(7) }),
      this.collectionState(),
    ]);
    return { ...summary, collection };
  }

  async collectionState(): Promise<CollectionState> {
    return this.#collection.state({ ...this.#schedule, now: this.#clock() });
  }

  /** A date, UTC. */
  #daysAgo(days: number): string {
    return new Date(this.#clock() - days * dayMillis)
      .toISOString()
      .slice(0, 10);
  }
}
