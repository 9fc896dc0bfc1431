import {
  levelRank,
  levels,
  type HistoryPoint,
  type Score,
} from '@rocket/plugin-reliability-scoreboard-common';
import type { Knex } from 'knex';
import type { HistoryRow, ScorePathRow, ScoreRow } from './rows';
import { upsert } from './upsert';

/** Scores, their critical paths and their history. */
export class ScoreStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Writes scores, and their point of the day. */
  async write(scores: readonly Score[]): Promise<void> {
    await this.#knex.transaction(async tx => {
      await upsert<ScoreRow>(tx, {
        table: 'scores',
        key: ['entity_ref'],
        rows: scores.map(toScoreRow),
      });
      await upsert<HistoryRow>(tx, {
        table: 'score_history',
        key: ['entity_ref', 'date'],
        rows: scores.map(toHistoryRow),
      });
      await deleteOf(
        tx,
        'score_paths',
        scores.map(score => score.entityRef),
      );
      await upsert<ScorePathRow>(tx, {
        table: 'score_paths',
        key: ['entity_ref', 'path_ref'],
        rows: scores.flatMap(({ entityRef, paths }) =>
          paths.map(path => ({
            entity_ref: entityRef,
            path_ref: path.entityRef,
            path_title: path.title,
          })),
        ),
      });
    });
  }

  /**
   * Removes what the catalog has no longer. History stays for its year, in
   * case the service comes back.
   */
  async keepOnly(entityRefs: ReadonlySet<string>): Promise<void> {
    const rows: Array<Pick<ScoreRow, 'entity_ref'>> =
      await this.#knex<ScoreRow>('scores').select('entity_ref');
    const gone = rows
      .map(row => row.entity_ref)
      .filter(entityRef => !entityRefs.has(entityRef));
    await this.#knex.transaction(async tx => {
      for (const table of [
        'scores',
        'score_paths',
        'facts',
        'joins',
        'refreshes',
      ]) {
        await deleteOf(tx, table, gone);
      }
    });
  }

  async forgetHistoryBefore(date: string): Promise<void> {
    await this.#knex('score_history').where('date', '<', date).delete();
  }

  async find(entityRef: string): Promise<Score | undefined> {
    const row: ScoreRow | undefined = await this.#knex<ScoreRow>('scores')
      .where({ entity_ref: entityRef })
      .first();
    return row && toScore(row);
  }

  /** Oldest first, from a date on. */
  async history(options: {
    entityRefs: readonly string[];
    since: string;
  }): Promise<Map<string, HistoryPoint[]>> {
    const history = new Map<string, HistoryPoint[]>(
      options.entityRefs.map(entityRef => [entityRef, []]),
    );
    const rows: HistoryRow[] = await this.#knex<HistoryRow>('score_history')
      .whereIn('entity_ref', [...options.entityRefs])
      .andWhere('date', '>=', options.since)
      .orderBy('date');
    for (const row of rows) {
      history.get(row.entity_ref)?.push({
        date: row.date,
        level: levels[row.level_rank - 1],
        passed: row.passed,
        required: row.required,
      });
    }
    return history;
  }
}

/** Databases limit how many values a statement may have. */
const refsPerStatement = 500;

async function deleteOf(
  knex: Knex,
  table: string,
  entityRefs: readonly string[],
): Promise<void> {
  for (let start = 0; start < entityRefs.length; start += refsPerStatement) {
    await knex(table)
      .whereIn('entity_ref', entityRefs.slice(start, start + refsPerStatement))
      .delete();
  }
}

export function toScore(row: Pick<ScoreRow, 'document'>): Score {
  return JSON.parse(row.document);
}

function toScoreRow(score: Score): ScoreRow {
  const { dimensions } = score;
  return {
    entity_ref: score.entityRef,
    title: score.title,
    search_text: [score.title, score.entityRef, score.owner ?? '']
      .join(' ')
      .toLowerCase(),
    owner: score.owner ?? null,
    effective_tier: score.effectiveTier,
    level_rank: levelRank(score.level),
    lifecycle: score.lifecycle,
    language: score.language ?? null,
    instrumentation: score.instrumentation,
    fast_lane: score.fastLane,
    quality: dimensions.quality.headline?.value ?? null,
    coverage: dimensions.coverage.headline?.value ?? null,
    alerts: dimensions.alerts.headline?.value ?? null,
    recovery: dimensions.recovery.headline?.value ?? null,
    quality_outcome: dimensions.quality.outcome,
    coverage_outcome: dimensions.coverage.outcome,
    alerts_outcome: dimensions.alerts.outcome,
    recovery_outcome: dimensions.recovery.outcome,
    document: JSON.stringify(score),
  };
}

function toHistoryRow(score: Score): HistoryRow {
  const sum = (key: 'passed' | 'required') =>
    score.progress.reduce((total, rung) => total + rung[key], 0);
  return {
    entity_ref: score.entityRef,
    date: score.observedAt.slice(0, 10),
    level_rank: levelRank(score.level),
    passed: sum('passed'),
    required: sum('required'),
  };
}
