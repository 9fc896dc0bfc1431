import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  dimensionOutcomes,
  levels,
  type DimensionOutcome,
  serviceSortFields,
  type Level,
  type ServiceListQuery,
  type ServiceSortField,
} from '@rocket/plugin-reliability-scoreboard-common';

/** What the table of services shows: all of it is in the page's address. */
export interface TableState {
  search: string;
  /** References of groups; each stands for itself and the teams below it. */
  teams: string[];
  tiers: number[];
  /** References of critical paths. */
  paths: string[];
  languages: string[];
  levels: Array<Level | 'none'>;
  outcomes: DimensionOutcome[];
  sort: ServiceSortField;
  order: 'asc' | 'desc';
  /** Starts at 1. */
  page: number;
  pageSize: number;
}

export const pageSizes = [25, 50, 100];

export const defaultTableState: TableState = {
  search: '',
  teams: [],
  tiers: [],
  paths: [],
  languages: [],
  levels: [],
  outcomes: [],
  sort: 'title',
  order: 'asc',
  page: 1,
  pageSize: 50,
};

/** True when a filter or the search leaves services out. */
export function isFiltered(state: TableState): boolean {
  const { search, teams, tiers, paths, languages } = state;
  return (
    search !== '' ||
    [teams, tiers, paths, languages, state.levels, state.outcomes].some(
      chosen => chosen.length > 0,
    )
  );
}

/**
 * Reads an address such as `?team=cards&level=none&sort=-recovery&page=2`.
 * What it does not understand it leaves at the default.
 */
export function readTableState(params: URLSearchParams): TableState {
  const sortParam = params.get('sort') ?? '';
  const sort = serviceSortFields.find(
    field => field === sortParam.replace(/^-/, ''),
  );
  const pageSize = Number(params.get('size'));
  return {
    search: params.get('q') ?? '',
    teams: readRefs(params.getAll('team'), 'group'),
    tiers: params
      .getAll('tier')
      .map(Number)
      .filter(tier => [0, 1, 2, 3].includes(tier)),
    paths: readRefs(params.getAll('path'), 'criticalpath'),
    languages: params.getAll('language'),
    levels: [...levels, 'none' as const].filter(level =>
      params.getAll('level').includes(level),
    ),
    outcomes: dimensionOutcomes.filter(outcome =>
      params.getAll('outcome').includes(outcome),
    ),
    sort: sort ?? defaultTableState.sort,
    order: sort && sortParam.startsWith('-') ? 'desc' : 'asc',
    page: Math.max(1, Math.floor(Number(params.get('page'))) || 1),
    pageSize: pageSizes.includes(pageSize)
      ? pageSize
      : defaultTableState.pageSize,
  };
}

/** The shortest address of a state: defaults are left out. */
export function writeTableState(state: TableState): URLSearchParams {
  const params = new URLSearchParams();
  if (state.search) {
    params.set('q', state.search);
  }
  const lists = {
    team: state.teams.map(ref => shortRef(ref, 'group')),
    tier: state.tiers.map(String),
    path: state.paths.map(ref => shortRef(ref, 'criticalpath')),
    language: state.languages,
    level: state.levels,
    outcome: state.outcomes,
  };
  for (const [name, values] of Object.entries(lists)) {
    for (const value of values) {
      params.append(name, value);
    }
  }
  const sort = `${state.order === 'desc' ? '-' : ''}${state.sort}`;
  if (sort !== defaultTableState.sort) {
    params.set('sort', sort);
  }
  if (state.page > 1) {
    params.set('page', String(state.page));
  }
  if (state.pageSize !== defaultTableState.pageSize) {
    params.set('size', String(state.pageSize));
  }
  return params;
}

/** The order in which a column is first sorted: what needs work comes first. */
export function firstOrder(field: ServiceSortField): 'asc' | 'desc' {
  return field === 'recovery' ? 'desc' : 'asc';
}

/** What is asked of the back end; `ownersOf` says which owners a team stands for. */
export function toServiceListQuery(
  state: TableState,
  ownersOf: (team: string) => string[],
): ServiceListQuery {
  const some = <T>(values: T[]) => (values.length > 0 ? values : undefined);
  return {
    owner: some([...new Set(state.teams.flatMap(ownersOf))]),
    tier: some(state.tiers),
    level: some(state.levels),
    outcome: some(state.outcomes),
    path: some(state.paths),
    language: some(state.languages),
    search: state.search.trim() || undefined,
    sort: state.sort,
    order: state.order,
    offset: (state.page - 1) * state.pageSize,
    limit: state.pageSize,
  };
}

function readRefs(values: string[], defaultKind: string): string[] {
  return values.flatMap(value => {
    try {
      const ref = parseEntityRef(value, {
        defaultKind,
        defaultNamespace: 'default',
      });
      return [stringifyEntityRef(ref)];
    } catch {
      return [];
    }
  });
}

/** A reference without the parts that `readRefs` adds. */
function shortRef(ref: string, defaultKind: string): string {
  const { kind, namespace, name } = parseEntityRef(ref);
  return kind === defaultKind && namespace === 'default' ? name : ref;
}
