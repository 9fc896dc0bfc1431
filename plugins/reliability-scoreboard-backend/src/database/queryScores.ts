import {
  levelRank,
  tierSchema,
  type DimensionOutcome,
  type Score,
  type ServiceListQuery,
  type ServiceSortField,
  type Summary,
} from '@rocket/plugin-reliability-scoreboard-common';
import type { Knex } from 'knex';
import type { HistoryRow, ScorePathRow, ScoreRow } from './rows';
import { toScore } from './ScoreStore';

const sortColumns: Record<ServiceSortField, keyof ScoreRow> = {
  title: 'title',
  level: 'level_rank',
  tier: 'effective_tier',
  owner: 'owner',
  quality: 'quality',
  coverage: 'coverage',
  alerts: 'alerts',
  recovery: 'recovery',
};

/** Scores that the filters leave, sorted and cut to a page. */
export async function queryScores(
  knex: Knex,
  query: ServiceListQuery,
): Promise<{ items: Score[]; totalItems: number }> {
  const filtered = knex<ScoreRow>('scores').where(builder =>
    applyFilters(builder, knex, query),
  );
  const [count] = await filtered.clone().count({ total: '*' });
  const column = sortColumns[query.sort ?? 'title'];
  const page = filtered
    .clone()
    .select('document')
    // Without a value comes last, whichever the direction.
    .orderByRaw('?? IS NULL', [column])
    .orderByRaw(
      `${column === 'title' ? 'LOWER(??)' : '??'} ${query.order === 'desc' ? 'desc' : 'asc'}`,
      [column],
    )
    .orderBy('entity_ref')
    .offset(query.offset ?? 0);
  const rows: Array<Pick<ScoreRow, 'document'>> = await (query.limit ===
  undefined
    ? page
    : page.limit(query.limit));
  return { items: rows.map(toScore), totalItems: Number(count?.total ?? 0) };
}

function applyFilters(
  builder: Knex.QueryBuilder,
  knex: Knex,
  query: ServiceListQuery,
): void {
  const oneOf = (column: keyof ScoreRow, values?: readonly unknown[]) => {
    if (values && values.length > 0) {
      builder.whereIn(column, [...values] as string[]);
    }
  };
  oneOf('owner', query.owner);
  oneOf('effective_tier', query.tier);
  oneOf('language', query.language);
  oneOf('lifecycle', query.lifecycle);
  oneOf(
    'level_rank',
    query.level?.map(level => levelRank(level === 'none' ? undefined : level)),
  );
  if (query.outcome && query.outcome.length > 0) {
    const columns = query.outcome.map(readDimensionOutcome);
    builder.where(anyOf => {
      for (const [column, outcome] of columns) {
        anyOf.orWhere(column, outcome);
      }
    });
  }
  if (query.path && query.path.length > 0) {
    builder.whereIn(
      'entity_ref',
      knex<ScorePathRow>('score_paths')
        .select('entity_ref')
        .whereIn('path_ref', query.path),
    );
  }
  for (const word of query.search?.toLowerCase().split(/\s+/) ?? []) {
    if (word) {
      builder.whereRaw("search_text LIKE ? ESCAPE '!'", [
        `%${word.replace(/[!%_]/g, '!$&')}%`,
      ]);
    }
  }
}

/** `alerts.fail` as the column and the value to look for. */
function readDimensionOutcome(
  dimensionOutcome: DimensionOutcome,
): [column: string, outcome: string] {
  const [dimension, outcome] = dimensionOutcome.split('.');
  return [`${dimension}_outcome`, outcome];
}

/** Counts over all services, and the values that filters can take. */
export async function summariseScores(
  knex: Knex,
  options: { weekAgo: string },
): Promise<Omit<Summary, 'collection'>> {
  const rows: Array<
    Pick<
      ScoreRow,
      | 'entity_ref'
      | 'level_rank'
      | 'instrumentation'
      | 'fast_lane'
      | 'owner'
      | 'language'
      | 'lifecycle'
      | 'effective_tier'
    >
  > = await knex<ScoreRow>('scores').select(
    'entity_ref',
    'level_rank',
    'instrumentation',
    'fast_lane',
    'owner',
    'language',
    'lifecycle',
    'effective_tier',
  );
  const before: HistoryRow[] = await knex<HistoryRow>('score_history')
    .select()
    .where({ date: options.weekAgo });
  const paths: Array<Pick<ScorePathRow, 'path_ref' | 'path_title'>> =
    await knex<ScorePathRow>('score_paths')
      .distinct('path_ref', 'path_title')
      .orderBy('path_title');
  const rankBefore = new Map(
    before.map(row => [row.entity_ref, row.level_rank]),
  );
  const count = (matches: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(matches).length;
  const change = (row: (typeof rows)[number]) =>
    row.level_rank - (rankBefore.get(row.entity_ref) ?? row.level_rank);
  return {
    services: rows.length,
    levels: {
      gold: count(row => row.level_rank === 3),
      silver: count(row => row.level_rank === 2),
      bronze: count(row => row.level_rank === 1),
      none: count(row => row.level_rank === 0),
    },
    withoutData: count(row => row.instrumentation !== 'reporting'),
    fastLane: count(row => Boolean(row.fast_lane)),
    week: {
      rose: count(row => change(row) > 0),
      fell: count(row => change(row) < 0),
    },
    filters: {
      owners: distinct(rows.map(row => row.owner)),
      tiers: distinct(rows.map(row => row.effective_tier)).map(tier =>
        tierSchema.parse(tier),
      ),
      languages: distinct(rows.map(row => row.language)),
      lifecycles: distinct(rows.map(row => row.lifecycle)),
      paths: paths.map(row => ({
        entityRef: row.path_ref,
        title: row.path_title,
      })),
    },
  };
}

function distinct<T extends string | number>(values: Array<T | null>): T[] {
  return [...new Set(values)].filter(value => value !== null).sort();
}
