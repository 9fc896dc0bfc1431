import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  driftSortFields,
  type DriftQuery,
  type DriftSortField,
} from '../api/InventoryApi';
import type { InventorySummary } from '../model/summary';

/** What the drift table shows: all of it is in the page's address. */
export interface DriftState {
  /** Refs of groups; each stands for itself and the teams below it. */
  teams: string[];
  accounts: string[];
  kinds: string[];
  sort: DriftSortField;
  order: 'asc' | 'desc';
  /** Starts at 1. */
  page: number;
  pageSize: number;
}

export const pageSizes = [25, 50, 100];

export const defaultDriftState: DriftState = {
  teams: [],
  accounts: [],
  kinds: [],
  sort: 'level',
  order: 'desc',
  page: 1,
  pageSize: 25,
};

/** True when a filter leaves entities out. */
export function isFiltered({ teams, accounts, kinds }: DriftState): boolean {
  return [teams, accounts, kinds].some(chosen => chosen.length > 0);
}

/** The order in which a column is first sorted: the serious first, else A to Z. */
export function firstOrder(field: DriftSortField): 'asc' | 'desc' {
  // "warning" comes after "info" in the alphabet.
  return field === 'level' ? 'desc' : 'asc';
}

/**
 * Reads an address such as `?team=cards&kind=tainted&sort=-owner&page=2`.
 * What it does not understand it leaves at the default.
 */
export function readDriftState(params: URLSearchParams): DriftState {
  const sortParam = params.get('sort') ?? '';
  const sort = driftSortFields.find(
    field => field === sortParam.replace(/^-/, ''),
  );
  const pageSize = Number(params.get('size'));
  return {
    teams: unique(params.getAll('team').flatMap(toGroupRef)),
    accounts: unique(params.getAll('account')),
    kinds: unique(params.getAll('kind')),
    sort: sort ?? defaultDriftState.sort,
    order: sort ? orderOf(sortParam) : defaultDriftState.order,
    page: Math.max(1, Math.floor(Number(params.get('page'))) || 1),
    pageSize: pageSizes.includes(pageSize)
      ? pageSize
      : defaultDriftState.pageSize,
  };
}

function orderOf(sortParam: string): 'asc' | 'desc' {
  return sortParam.startsWith('-') ? 'desc' : 'asc';
}

/** The shortest address of a state: defaults are left out. */
export function writeDriftState(state: DriftState): URLSearchParams {
  const params = new URLSearchParams();
  const lists = {
    team: state.teams.map(ref => ref.replace(/^group:default\//, '')),
    account: state.accounts,
    kind: state.kinds,
  };
  for (const [name, values] of Object.entries(lists)) {
    for (const value of values) {
      params.append(name, value);
    }
  }
  const { sort, order } = state;
  if (sort !== defaultDriftState.sort || order !== defaultDriftState.order) {
    params.set('sort', `${order === 'desc' ? '-' : ''}${sort}`);
  }
  if (state.page > 1) {
    params.set('page', String(state.page));
  }
  if (state.pageSize !== defaultDriftState.pageSize) {
    params.set('size', String(state.pageSize));
  }
  return params;
}

/** What is asked of the back end; `ownersOf` says which owners a team stands for. */
export function toDriftQuery(
  state: DriftState,
  ownersOf: (team: string) => string[],
): DriftQuery {
  const { teams, accounts, kinds, sort, order } = state;
  return {
    owners: unique(teams.flatMap(ownersOf)),
    accounts,
    kinds,
    sort,
    order,
  };
}

/**
 * The query with only those accounts and kinds that some drift has: an address may
 * name one that is gone, which the back end would refuse. Nothing where that leaves
 * none of those chosen, so that no entity can match.
 */
export function onlyWhatIs(
  query: DriftQuery,
  drift: Pick<InventorySummary['drift'], 'accounts' | 'kinds'>,
): DriftQuery | undefined {
  const accounts = query.accounts.filter(account =>
    drift.accounts.includes(account),
  );
  const kinds = query.kinds.filter(chosen =>
    drift.kinds.some(({ kind }) => kind === chosen),
  );
  const isEmptied =
    (query.accounts.length > 0 && accounts.length === 0) ||
    (query.kinds.length > 0 && kinds.length === 0);
  return isEmptied ? undefined : { ...query, accounts, kinds };
}

function unique(values: string[]): string[] {
  return [...new Set(values)].filter(Boolean);
}

function toGroupRef(text: string): string[] {
  try {
    return [
      stringifyEntityRef(
        parseEntityRef(text, {
          defaultKind: 'group',
          defaultNamespace: 'default',
        }),
      ),
    ];
  } catch {
    return [];
  }
}
